import 'server-only';
import {
  LONGEST_RECORD,
  type MovedRecord,
  parsed,
  type RecordReader,
} from '#lib/admin/moving/read/record';

/** No name that is looked for is as long. */
const LONGEST_NAME = 20;

/**
 * The objects of an array that is the whole text, or that the whole text has under this name: what Firebase, Keycloak and
 * others export. The rest of the text is passed over, and only one object is held at a time.
 */
export function jsonReader(names: readonly string[] = ['users', 'Users']): RecordReader {
  const records: MovedRecord[] = [];
  /** The brackets that are open. */
  let open = '';
  let [line, begun] = [1, 1];
  /** The object that is being read; the last text of the outermost object, which may be a name. */
  let [held, name, isIn]: [string | null, string, boolean] = [null, '', false];
  let place: 'outside' | 'text' | 'escaped' = 'outside';

  const isWanted = () => open === '[' || (open === '{[' && isIn);
  const end = (text: string) => {
    records.push(
      text.length > LONGEST_RECORD ? { line: begun, problem: 'too_long' } : parsed(text, begun),
    );
    held = null;
  };
  const inText = (sign: string) => {
    if (open === '{' && sign !== '"' && name.length < LONGEST_NAME) name += sign;
    if (place === 'escaped') place = 'text';
    else if (sign === '\\') place = 'escaped';
    else if (sign === '"') place = 'outside';
  };
  const opened = (sign: string) => {
    if (sign === '{' && held === null && isWanted()) [held, begun] = [sign, line];
    if (open === '{' && sign === '[') isIn = names.includes(name);
    open += sign;
  };
  const closed = () => {
    open = open.slice(0, -1);
    if (held !== null && isWanted()) end(held);
  };
  const outside = (sign: string) => {
    if ('{['.includes(sign)) opened(sign);
    else if ('}]'.includes(sign)) closed();
    else if (sign === '"') {
      place = 'text';
      if (open === '{') name = '';
    }
  };
  const take = (sign: string) => {
    if (sign === '\n') line++;
    const isBefore = held !== null;
    if (isBefore && (held ?? '').length <= LONGEST_RECORD) held += sign;
    if (place === 'outside') outside(sign);
    else inText(sign);
  };
  const taken = () => records.splice(0);
  return {
    feed(text) {
      for (const sign of text) take(sign);
      return taken();
    },
    end() {
      if (open !== '') records.push({ line, problem: 'unreadable' });
      return taken();
    },
  };
}
