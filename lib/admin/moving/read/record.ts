import 'server-only';

/** One piece of a file: what it says, or why it says nothing. Lines are counted from 1. */
export type MovedRecord = { line: number } & (
  | { value: unknown }
  | { problem: 'unreadable' | 'too_long' }
);

/** Takes a text in pieces, and gives what each has completed. It holds no more than one record. */
export type RecordReader = {
  feed: (text: string) => MovedRecord[];
  end: () => MovedRecord[];
};

/** In UTF-16 units. Nobody has so many passkeys. */
export const LONGEST_RECORD = 1024 * 1024;

export function parsed(text: string, line: number): MovedRecord {
  try {
    return { line, value: JSON.parse(text) };
  } catch {
    return { line, problem: 'unreadable' };
  }
}
