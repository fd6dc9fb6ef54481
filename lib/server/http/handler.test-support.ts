import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { requestHandler } from '#lib/server/http/handler';

export const HOST = 'localhost:3000';
export const OURS = { origin: 'http://localhost:3000' };
export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export type SentRequest = {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
  /** The beginning of a body whose end does not come. */
  slowly?: string;
  signal?: AbortSignal;
};

export const page: Handle = async (_, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end('<p>a page</p>');
};

/** A real server on this machine with our front door before `handle`. */
export async function open(handle: Handle = page, { isDevelopment = false } = {}) {
  const server = createServer(requestHandler(handle, { isDevelopment }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return async ({
    method = 'GET',
    path = '/',
    headers = {},
    body,
    slowly,
    signal,
  }: SentRequest = {}) => {
    const asked = request({
      port,
      method,
      path,
      headers: { host: HOST, ...headers },
      agent: false,
      ...(signal ? { signal } : {}),
    });
    asked.on('error', () => {});
    if (slowly === undefined) asked.end(body);
    else asked.write(slowly);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode, headers: response.headers, text };
  };
}
