import 'server-only';

/**
 * A value as it is stored: PostgreSQL takes every character but U+0000, and so that both store the same, neither gets
 * it. It becomes the mark for what could not be read.
 */
export const withoutNull = (value: unknown) =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
