import 'server-only';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { csvReader } from '#lib/admin/moving/read/csv';
import { jsonReader } from '#lib/admin/moving/read/json';
import { ndjsonReader } from '#lib/admin/moving/read/ndjson';
import type { MovedRecord, RecordReader } from '#lib/admin/moving/read/record';

/** How a file may be written. */
export const MOVED_FORMATS = ['ndjson', 'csv', 'json'] as const;
export type MovedFormat = (typeof MOVED_FORMATS)[number];

const READERS: Record<MovedFormat, () => RecordReader> = {
  ndjson: ndjsonReader,
  csv: csvReader,
  json: jsonReader,
};

/** What the ending of a name says. */
export function formatOf(file: string): MovedFormat | null {
  const ending = file.toLowerCase().match(/\.(\w+)$/)?.[1];
  if (ending === 'jsonl') return 'ndjson';
  return MOVED_FORMATS.find((format) => format === ending) ?? null;
}

/** A record, and which part of the file has been read so far, 0 to 1. */
export type ReadSoFar = MovedRecord & { part: number };

/**
 * The records of a file, read as they are asked for: of a large one no more than a piece is in memory. Throws where it
 * cannot be read, and a TypeError where it is not UTF-8.
 */
export async function* recordsOf(file: string, format: MovedFormat): AsyncGenerator<ReadSoFar> {
  const { size } = await stat(file);
  const reader = READERS[format]();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>) {
    read += bytes.length;
    const part = read / size;
    for (const record of reader.feed(decoder.decode(bytes, { stream: true })))
      yield { ...record, part };
  }
  for (const record of [...reader.feed(decoder.decode()), ...reader.end()])
    yield { ...record, part: 1 };
}
