import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

const CODE_MS = 30_000;

/** A mail as it arrived. */
type Arrived = { to: string; messageId: string; text: string };

/** A mail server on loopback that takes what comes; `options` make it a difficult one. */
export async function startMailServer(options: SMTPServerOptions = {}, port = 0) {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', async () => {
        const { messageId = '', text = '' } = await PostalMime.parse(Buffer.concat(chunks));
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        arrived.push({ to, messageId, text });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  return {
    ...settingsFor(listening),
    arrived,
    /** The six digits of the latest code that was mailed to an address; waits for it. */
    async codeFor(to: string): Promise<string> {
      for (const deadline = Date.now() + CODE_MS; Date.now() < deadline; await sleep(50)) {
        const text = arrived.findLast((mail) => mail.to === to)?.text;
        const code = text?.match(/^\s*(\d{6})\s*$/m)?.[1];
        if (code) return code;
      }
      throw new Error(`No code was mailed to ${to}.`);
    },
    close: () => new Promise<void>((closed) => server.close(closed)),
  };
}

/** Something that listens where a mail server should be, and does to a connection what it is told. */
export async function startFalseMailServer(meet: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    meet(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...settingsFor(server),
    met: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((closed) => server.close(closed));
    },
  };
}

function settingsFor(server: Server) {
  const { port } = server.address() as { port: number };
  return {
    port,
    settings: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Gatehouse <gate@example.com>' },
  };
}
