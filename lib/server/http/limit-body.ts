import type { IncomingMessage, ServerResponse } from 'node:http';
import { takesFiles } from '#lib/product/route-at';
import { type Address, bodyLimit } from '#lib/server/http/addresses';
import { endReading } from '#lib/server/http/reject';

const FORM_MS = 30_000;
const FILES_MS = 300_000;

/** How long any request may take to arrive. Where no address takes files, it is the time of a form. */
export const longestMs = () => (takesFiles ? FILES_MS : FORM_MS);

/**
 * Stops a body that grows past its limit without having said so before (413), and a form that takes as long as files (408).
 * A reader of such a body gets an error once its sender has the answer, and never its end: it is not whole.
 */
export function limitBody(
  request: IncomingMessage,
  response: ServerResponse,
  address: Address,
  stop: (status: 408 | 413) => void,
) {
  if (takesFiles && !address.takesFiles) hurry(request, () => stop(408));
  const push = request.push.bind(request);
  const limit = bodyLimit(address);
  let received = 0;
  request.push = (chunk: Buffer | null, ...rest: []) => {
    received += chunk?.length ?? 0;
    if (received <= limit) return push(chunk, ...rest);
    stop(413);
    if (chunk === null) abort(request, response);
    // Dropped, and more is welcome to be: a sender that is stopped never reads the answer.
    return true;
  };
}

function abort(request: IncomingMessage, response: ServerResponse) {
  if (response.writableFinished) endReading(request);
  else response.once('finish', () => endReading(request));
}

function hurry(request: IncomingMessage, stop: () => void) {
  const timer = setTimeout(() => request.complete || stop(), FORM_MS).unref();
  request.once('close', () => clearTimeout(timer));
}
