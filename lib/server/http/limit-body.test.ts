import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Route } from '#lib/product/route';
import { receiveFiles } from '#lib/request/receive-files';
import { requestHandler } from '#lib/server/http/handler';

vi.mock('#lib/product/routes', () => {
  const ROUTES: Route[] = [{ path: '/files', files: { types: ['text/plain'], each: '1 MB' } }];
  return { ROUTES };
});

/** A server whose address takes files; `ended` tells how each reading ended. */
async function open() {
  const ended: unknown[] = [];
  const read = ({ url, headers, method = '' }: IncomingMessage, body: unknown) =>
    receiveFiles(
      new Request(`http://localhost:3000${url}`, {
        method,
        headers: { 'content-type': String(headers['content-type']) },
        body: body as BodyInit,
        duplex: 'half',
      } as RequestInit),
      async () => {},
    );
  const server = createServer(
    requestHandler(
      async (request, response) => {
        const how = await read(request, request).catch((error: unknown) => error);
        ended.push(how);
        response.end('received');
      },
      { isDevelopment: false },
    ),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { ended, port: (server.address() as { port: number }).port };
}

const HEAD = [
  'POST /files HTTP/1.1',
  'Host: localhost:3000',
  'Origin: http://localhost:3000',
  'Content-Type: multipart/form-data; boundary=b',
  'Transfer-Encoding: chunked',
  '\r\n',
].join('\r\n');
const PART = '--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n';
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const END = '0\r\n\r\n';

type Then = (socket: Socket) => unknown;

test.each<[what: string, before: string, then: Then]>([
  ['ends', END, () => {}],
  ['ends after the answer', '', (socket) => setTimeout(() => socket.write(END), 100)],
  ['loses its sender after the answer', '', (socket) => socket.destroy()],
  ['never ends', '', () => {}],
])(
  'an upload that grows past its limit and %s: 413 arrives, and no folder is left',
  async (_, end, then) => {
    const own = mkdtempSync(join(tmpdir(), 'limit-body-'));
    vi.stubEnv('TMPDIR', own);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      rmSync(own, { recursive: true });
    });
    const { ended, port } = await open();
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    let heard = '';
    socket.setEncoding('utf8').on('data', (text) => {
      heard += text;
    });
    socket.on('error', () => {});
    socket.write(HEAD + chunk(PART) + chunk('x'));
    await vi.waitFor(() => expect(readdirSync(own)).toHaveLength(1));
    for (let i = 0; i < 40; i++) socket.write(chunk('x'.repeat(64 * 1024)));
    socket.write(end);
    await vi.waitFor(
      () => expect(heard).toMatch(/^HTTP\/1\.1 413 .*1 MB may be sent here/s),
      3_000,
    );
    then(socket);
    await vi.waitFor(() => expect(ended).toHaveLength(1), 3_000);
    expect(ended[0]).toBeInstanceOf(Error);
    expect(readdirSync(own)).toEqual([]);
  },
);
