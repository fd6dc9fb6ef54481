import type { IncomingMessage } from 'node:http';
import type { Address } from '#lib/server/http/addresses';

export type Fields = [name: string, value: string][];

/** What is longer holds no text that somebody typed: it is not given back, and not kept in memory twice. */
const MOST_KEPT = 512 * 1024;

/**
 * Keeps what a browser without scripts sends with a form while it is on its way to its action, so that an
 * answer that fails can give it back. Only of a request that the front door has let in: nobody puts words onto
 * our pages from elsewhere.
 */
export class Sent {
  #request: IncomingMessage | undefined;
  #limit = 0;
  readonly #chunks: Buffer[] = [];

  listen(request: IncomingMessage, { says, takesFiles }: Address, limit: number) {
    const { method, headers } = request;
    if (
      says !== 'page' ||
      takesFiles ||
      method !== 'POST' ||
      headers['next-action'] !== undefined ||
      !kindOf(request)
    )
      return;
    this.#request = request;
    this.#limit = Math.min(limit, MOST_KEPT);
    const push = request.push.bind(request);
    request.push = (chunk: Buffer | null, ...rest: []) => {
      this.#limit -= chunk?.length ?? 0;
      if (chunk && this.#limit >= 0) this.#chunks.push(chunk);
      return push(chunk, ...rest);
    };
  }

  /** The fields of the form, without files; none when it was no form, or not all of it came. */
  fields(): Fields {
    if (!this.#request?.complete || this.#limit < 0) return [];
    const body = Buffer.concat(this.#chunks);
    const boundary = kindOf(this.#request);
    if (boundary === URL_ENCODED) return [...new URLSearchParams(body.toString('utf8'))];
    return boundary ? parts(body, boundary) : [];
  }
}

const URL_ENCODED = 'application/x-www-form-urlencoded';

/** The boundary of a multipart form, or the other kind of form; null for what is no form. */
function kindOf({ headers }: IncomingMessage): string | null {
  const type = headers['content-type'] ?? '';
  if (type.startsWith(URL_ENCODED)) return URL_ENCODED;
  return type.match(/^multipart\/form-data;\s*boundary="?([^";]{1,70})"?$/)?.[1] ?? null;
}

/** RFC 7578, as browsers write it. */
function parts(body: Buffer, boundary: string): Fields {
  // One byte is one character, so that places in the text are places in the body.
  const pieces = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1);
  return pieces.flatMap((piece): Fields => {
    const at = piece.indexOf('\r\n\r\n');
    const head = utf8(piece.slice(0, Math.max(at, 0)));
    const name = head.match(/;\s*name="([^"]*)"/i)?.[1];
    if (at < 0 || name === undefined || /;\s*filename\*?=/i.test(head)) return [];
    return [[unescaped(name), utf8(piece.slice(at + 4))]];
  });
}

const utf8 = (text: string) => Buffer.from(text, 'latin1').toString('utf8');
const unescaped = (name: string) =>
  name.replace(/%22/g, '"').replace(/%0D/g, '\r').replace(/%0A/g, '\n');
