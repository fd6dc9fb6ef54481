import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { env } from '#lib/env';
import { errorText } from '#lib/server/http/error-page';
import { fixedHeaders, NO_POLICY } from '#lib/server/http/headers';

const PATIENCE_MS = 1_000;

/**
 * Answers what could not even be read as a request: one plain answer with our headers, then the connection
 * is gone, whether or not the other side hangs up too. A request that has its answer gets no second one.
 */
export function answerClientErrors(server: Server) {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => answers.set(request.socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = answers.get(socket);
    if (!socket.writable || error.code === 'ECONNRESET') socket.destroy();
    else if (answer?.headersSent && !answer.writableFinished) socket.destroy();
    else if (answer?.headersSent && !answer.req.complete) hangUp(socket, '');
    else hangUp(socket, plainAnswer(statusOf(error.code)));
  });
  server.on('checkExpectation', (_: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of fixedHeaders(env())) response.setHeader(name, value);
    response.writeHead(417, { 'Content-Security-Policy': NO_POLICY, Connection: 'close' }).end();
  });
}

/** A half-open connection would cost us its descriptor for as long as the other side likes. */
function hangUp(socket: Duplex, answer: string) {
  socket.end(answer, () => socket.destroy());
  setTimeout(() => socket.destroy(), PATIENCE_MS).unref();
}

function statusOf(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

function plainAnswer(status: number): string {
  const body = errorText(status);
  const headers = [
    ...fixedHeaders(env()),
    ['Content-Security-Policy', NO_POLICY],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Length', Buffer.byteLength(body)],
    ['Connection', 'close'],
  ];
  const lines = headers.map(([name, value]) => `${name}: ${value}`).join('\r\n');
  return `HTTP/1.1 ${status} Refused\r\n${lines}\r\n\r\n${body}`;
}
