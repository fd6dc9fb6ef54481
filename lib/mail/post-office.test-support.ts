import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { together } from '#lib/db/together';
import { changeSettings } from '#lib/fresh.test-support';
import { kept } from '#lib/kept';
import { post } from '#lib/mail/outbox';
import { writeMail } from '#lib/mail/template';

type Received = Email & { raw: string; recipients: string[] };

/** A real mail server on this machine. `answer` gives the code it refuses with, if any. */
export async function openPostOffice(answer: () => number | null = () => null) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', async () => {
        const responseCode = answer();
        if (responseCode) return done(Object.assign(new Error('not now'), { responseCode }));
        const raw = Buffer.concat(chunks).toString();
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ ...(await PostalMime.parse(raw)), raw, recipients });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise<void>((done) => server.close(done)));
  mailThrough(server.server as Server);
  return received;
}

/** Something that takes connections and never says a word. */
export async function openSilence() {
  const server = createServer((socket) => void socket.on('error', () => {}));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  mailThrough(server);
}

/** A port where nobody listens. */
export async function closeDoor() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  mailThrough(server);
  await new Promise((done) => server.close(done));
}

function mailThrough(server: Server) {
  const { port } = server.address() as { port: number };
  const SMTP_URL = `smtp://127.0.0.1:${port}`;
  changeSettings({
    SMTP_URL,
    MAIL_FROM: 'Gatehouse <gate@acme.test>',
    SESSION_SECRET: 'a-secret-of-this-test-0123456789-KLMNOP',
  });
  onTestFinished(() => kept('smtp', () => ({ close() {} })).close());
}

export const LETTER = {
  template: 'a-letter',
  subject: 'Grüße aus dem Torhaus',
  says: ['This is what happened.'],
  code: '012345',
  facts: [['From', '198.51.100.7']] as [string, string][],
  otherwise: 'Do nothing.',
  site: 'http://localhost:3000',
};

/** Puts a mail on its way, as an act does. */
export async function postLetter(recipient = 'ada@example.com', more: Partial<typeof LETTER> = {}) {
  const write = await post(recipient, writeMail({ ...LETTER, ...more }));
  await together((tx) => [write(tx)]);
}
