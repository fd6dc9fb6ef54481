import 'server-only';
import {
  LONGEST_RECORD,
  type MovedRecord,
  parsed,
  type RecordReader,
} from '#lib/admin/moving/read/record';

/** One JSON value a line (https://github.com/ndjson/ndjson-spec); empty lines are none. */
export function ndjsonReader(): RecordReader {
  let [rest, line, isTooLong] = ['', 1, false];
  const recordOf = (text: string): MovedRecord[] => {
    const at = line++;
    if (isTooLong || text.length > LONGEST_RECORD) {
      isTooLong = false;
      return [{ line: at, problem: 'too_long' }];
    }
    return text.trim() === '' ? [] : [parsed(text, at)];
  };
  return {
    feed(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      const records = lines.flatMap(recordOf);
      if (rest.length > LONGEST_RECORD) [rest, isTooLong] = ['', true];
      return records;
    },
    end: () => recordOf(rest),
  };
}
