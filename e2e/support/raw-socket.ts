import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Writes bytes to the server as they are and reads until it closes the connection, or for `ms` at most.
 * An answer's head and body come back as one text.
 */
export async function sendRaw(port: number, bytes: string | Buffer, ms = 2_000): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  // Also after an error, as where the server closes while there is still something to be written.
  const closed = new Promise((done) => socket.once('close', done));
  socket.write(bytes);
  await Promise.race([closed, sleep(ms)]);
  socket.destroy();
  return text;
}

/** How many answers stand in what came back. */
export const answersIn = (text: string) =>
  [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

/** A listener that must never be called: it counts who does. */
export async function startSink() {
  const callers: Socket[] = [];
  const listener = createServer((socket) => {
    callers.push(socket);
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as { port: number };
  return { port, calls: () => callers.length, close: () => listener.close() };
}
