import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fetchPublic } from '#lib/providers/fetch';

/** A server that answers with these bytes, whatever it is asked; without any it stays silent. */
async function answering(bytes: string) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => bytes && socket.write(bytes));
    onTestFinished(() => void socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
}

test.each(['99', '101', '600', '999', '000', '1000', 'abc'])(
  'an answer with the status %s is a failure, and is not waited for',
  async (status) => {
    const url = await answering(`HTTP/1.1 ${status} What\r\nContent-Length: 2\r\n\r\nok`);
    const signal = AbortSignal.timeout(2_000);
    const failure = await fetchPublic(url, { signal }, true).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).not.toMatch(/Timeout/);
  },
);

test.each([
  ['nothing', ''],
  ['half of an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok'],
])('who says %s is waited for until the signal', async (_, said) => {
  const signal = AbortSignal.timeout(200);
  await expect(fetchPublic(await answering(said), { signal }, true)).rejects.toThrow();
});
