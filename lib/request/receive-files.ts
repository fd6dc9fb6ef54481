import 'server-only';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { type FileType, LOOKED_AT, typeOf } from '#lib/product/file-types';
import { bytes, type Files } from '#lib/product/route';
import { routeAt } from '#lib/product/route-at';
import { boundaryOf, NotAForm, type PartEvent, readMultipart } from '#lib/request/multipart';
import { fail, ok, type Result } from '#lib/result';
import { cleaned } from '#lib/text';

/** A file that was sent: whole, of a type and size that its route takes, and let through by its scan. */
type ReceivedFile = {
  /** The name of the form's field. */
  field: string;
  /** As the sender calls it, without folders: to be shown, never to be a path. */
  name: string;
  type: FileType;
  size: number;
  /** Where it lies until `use` has ended. */
  path: string;
};

export type FileReason =
  | 'not_a_form'
  | 'no_file'
  | 'too_many_files'
  | 'file_too_large'
  | 'fields_too_large'
  | 'wrong_type'
  | 'refused_by_scan';

/** The form whose files they are, with its other fields. */
export type ReceivedForm = { files: ReceivedFile[]; fields: FormData };

/** Of names and values, and of what each part takes in memory besides: so there are five hundred parts at most. */
const MOST_OF_FIELDS = 32 * 1024;
const OF_A_PART = 64;
const LONGEST_NAME = 200;

/**
 * Takes the files that a form sends to an address for which lib/product/routes declares `files`, and calls `use` with them.
 * They go to a folder of this request alone, readable by this user alone, and never lie in memory; when `use` has ended,
 * they are gone: it moves or copies what it keeps. A form that is refused for what it holds is read to its end, so that its
 * sender sees the answer; what is no form is not. One that grows past what its route takes in all throws, as if its sender had
 * gone: the front door has answered.
 * It does not ask who sends them: ask `requireViewer` before.
 */
export async function receiveFiles<Value>(
  request: Request,
  use: (form: ReceivedForm) => Promise<Value>,
): Promise<Result<Value, FileReason>> {
  const { pathname } = new URL(request.url);
  // Nobody can say which address that is: the front door does not take it for this one either.
  if (/%2f/i.test(pathname)) return fail('not_a_form');
  const rule = routeAt(pathname, decodeURIComponent(pathname))?.files;
  if (!rule) throw new Error(`lib/product/routes.ts declares no files for ${pathname}.`);
  const boundary = boundaryOf(request.headers.get('content-type'));
  if (!boundary || !request.body) return fail('not_a_form');
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-files-'));
  try {
    const read = await new Intake(rule, folder).read(request.body, boundary);
    return read.ok ? ok(await use(read.value)) : read;
  } catch (error) {
    if (error instanceof NotAForm) return fail('not_a_form');
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is being received of one part. */
type Open = { field: string; size: number; start: Buffer } & (
  | { is: 'file'; name: string; path: string; stream: WriteStream }
  | { is: 'text' }
);

class Intake {
  readonly #rule: Files;
  readonly #folder: string;
  readonly #files: ReceivedFile[] = [];
  readonly #fields = new FormData();
  #open: Open | null = null;
  #ofFields = 0;
  #refused: FileReason | null = null;

  constructor(rule: Files, folder: string) {
    this.#rule = rule;
    this.#folder = folder;
  }

  async read(
    body: AsyncIterable<Uint8Array>,
    boundary: string,
  ): Promise<Result<ReceivedForm, FileReason>> {
    try {
      for await (const event of readMultipart(body, boundary)) await this.#hear(event);
    } finally {
      if (this.#open?.is === 'file') this.#open.stream.destroy();
    }
    await this.#scan();
    if (this.#refused) return fail(this.#refused);
    if (this.#files.length === 0) return fail('no_file');
    return ok({ files: this.#files, fields: this.#fields });
  }

  async #hear(event: PartEvent) {
    if (event.is === 'part') this.#open = this.#begin(event.name, event.filename);
    else if (this.#open && event.is === 'data') await this.#take(this.#open, event.chunk);
    else if (this.#open) await this.#close(this.#open);
  }

  #begin(field: string, filename: string | null): Open {
    const fresh = { field, size: 0, start: Buffer.alloc(0) };
    this.#count(Buffer.byteLength(field) + OF_A_PART);
    if (filename === null || this.#refused) return { ...fresh, is: 'text' };
    const path = join(this.#folder, String(this.#files.length));
    // With the mode of this process: for its user only.
    const stream = createWriteStream(path, { mode: 0o600 });
    // It is told where it is waited for.
    stream.on('error', () => {});
    return { ...fresh, is: 'file', name: nameOf(filename), path, stream };
  }

  async #take(open: Open, chunk: Buffer) {
    open.size += chunk.length;
    if (open.is === 'text') this.#count(chunk.length);
    if (open.is === 'file' && open.size > bytes(this.#rule.each)) this.#refuse('file_too_large');
    // The rest is read, and dropped.
    if (this.#refused) return;
    const missing = open.is === 'text' ? chunk.length : LOOKED_AT - open.start.length;
    if (missing > 0) open.start = Buffer.concat([open.start, chunk.subarray(0, missing)]);
    if (open.is === 'file') await write(open.stream, chunk);
  }

  async #close(open: Open) {
    if (open.is === 'text') return this.#keep(open);
    open.stream.end();
    await finished(open.stream);
    const { field, name, path, size, start } = open;
    // A field where nothing was chosen.
    if (this.#refused || (size === 0 && name === '')) return;
    const type = typeOf(start, this.#rule.types);
    if (!type || size === 0) return this.#refuse('wrong_type');
    if (this.#files.length === (this.#rule.most ?? 1)) return this.#refuse('too_many_files');
    this.#files.push({ field, name, type, size, path });
  }

  #keep({ field, start }: Open) {
    if (!this.#refused) this.#fields.append(field, start.toString('utf8'));
  }

  #count(more: number) {
    this.#ofFields += more;
    if (this.#ofFields > MOST_OF_FIELDS) this.#refuse('fields_too_large');
  }

  async #scan() {
    for (const file of this.#refused ? [] : this.#files)
      if ((await this.#rule.scan?.(file)) === false) this.#refuse('refused_by_scan');
  }

  #refuse(reason: FileReason) {
    this.#refused ??= reason;
  }
}

/** A disk that is full, or slow, is waited for and told here. */
const write = (stream: WriteStream, chunk: Buffer) =>
  new Promise<void>((done, failed) =>
    stream.write(chunk, (error) => (error ? failed(error) : done())),
  );

const nameOf = (filename: string) =>
  cleaned((filename.split(/[/\\]/).at(-1) ?? '').slice(0, LONGEST_NAME), 'NFC');
