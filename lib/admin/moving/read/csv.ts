import 'server-only';
import { LONGEST_RECORD, type MovedRecord, type RecordReader } from '#lib/admin/moving/read/record';

/**
 * Comma-separated values (RFC 4180) whose first record names the fields. Each record becomes an object of texts; what is empty
 * is left out. A record with more or fewer fields than the first is unreadable, and so is one whose quotes are never closed.
 */
export function csvReader(): RecordReader {
  let names: string[] | null = null;
  const records: MovedRecord[] = [];
  const cells = cellReader((fields, line, isTooLong) => {
    if (isTooLong) records.push({ line, problem: 'too_long' });
    else if (names === null) names = fields.map((name) => name.trim());
    else if (fields.length === 1 && fields[0] === '') return;
    else if (fields.length !== names.length) records.push({ line, problem: 'unreadable' });
    else records.push({ line, value: objectOf(names, fields) });
  });
  const taken = () => records.splice(0);
  return {
    feed(text) {
      for (const sign of text) cells.take(sign);
      return taken();
    },
    end() {
      const open = cells.end();
      if (open !== null) records.push({ line: open, problem: 'unreadable' });
      return taken();
    },
  };
}

const objectOf = (names: string[], fields: string[]) =>
  Object.fromEntries(
    names.flatMap((name, at) => (fields[at] === '' ? [] : [[name, fields[at] ?? '']])),
  );

type Told = (fields: string[], line: number, isTooLong: boolean) => void;

/** Takes one sign after the other, and tells of each record that ends; `end` answers the line of one that does not. */
function cellReader(tell: Told) {
  let [fields, field, length]: [string[], string, number] = [[], '', 0];
  let [line, begun] = [1, 1];
  let place: 'plain' | 'quoted' | 'behind' = 'plain';
  const endRecord = () => {
    tell([...fields, field], begun, length > LONGEST_RECORD);
    [fields, field, length, place, begun] = [[], '', 0, 'plain', line];
  };
  const put = (sign: string) => {
    length++;
    if (length <= LONGEST_RECORD) field += sign;
  };
  const quote = () => {
    if (place === 'behind') put('"');
    else if (field !== '') return put('"');
    place = 'quoted';
  };
  const outside = (sign: string) => {
    if (sign === '\n') endRecord();
    else if (sign === ',') [fields, field, place] = [[...fields, field], '', 'plain'];
    else if (sign === '"') quote();
    else if (sign !== '\r') put(sign);
  };
  return {
    take(sign: string) {
      if (sign === '\n') line++;
      if (place !== 'quoted') outside(sign);
      else if (sign === '"') place = 'behind';
      else put(sign);
    },
    end(): number | null {
      if (place === 'quoted') return begun;
      endRecord();
      return null;
    },
  };
}
