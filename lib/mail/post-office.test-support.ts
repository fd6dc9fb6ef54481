import dns from 'node:dns';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import tls from 'node:tls';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished, vi } from 'vitest';
import { transaction } from '#lib/db/transaction';
import { post } from '#lib/mail/outbox';
import { writeMail } from '#lib/mail/template';
import { singleton } from '#lib/singleton';
import { makeCertificate } from '#lib/testing/certificate.test-support';
import { changeSettings } from '#lib/testing/database.test-support';

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

/** The name that a mail server elsewhere has in these tests. */
export const ELSEWHERE = 'mail.acme.test';

type Elsewhere = SMTPServerOptions & {
  /** The name in its certificate, until when that is good, and whether this machine trusts it. */
  certified?: { name?: string; until?: number; isTrusted?: boolean };
};

/**
 * A mail server that is elsewhere, as far as its client can tell: it has a name that leads to this machine.
 * It asks for a login, and writes down what of it and of the mail came in clear.
 */
export async function openElsewhere({ certified = {}, ...options }: Elsewhere = {}) {
  const { name = ELSEWHERE, until, isTrusted = true } = certified;
  const certificate = makeCertificate(name, until);
  if (isTrusted) trust(certificate.cert);
  const seen = { inClear: [] as string[], encrypted: [] as string[] };
  const note = (isSecure: boolean, what: string) =>
    void (isSecure ? seen.encrypted : seen.inClear).push(what);
  const server = new SMTPServer({
    ...certificate,
    logger: false,
    allowInsecureAuth: true,
    authOptional: true,
    onAuth({ username, password }, session, done) {
      note(session.secure, `${username}:${password}`);
      done(null, { user: username });
    },
    onData(stream, session, done) {
      note(session.secure, 'a mail');
      stream.resume().on('end', done);
    },
    ...options,
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise<void>((done) => server.close(done)));
  leadHere();
  const { port } = server.server.address() as { port: number };
  return { port, seen, url: `smtp://me:open-sesame@${ELSEWHERE}:${port}` };
}

/** Every name leads to this machine. */
function leadHere() {
  const answer = (_: string, found: (error: null, addresses: string[]) => void) =>
    found(null, ['127.0.0.1']);
  const first = vi.spyOn(dns.Resolver.prototype, 'resolve4').mockImplementation(answer as never);
  const second = vi
    .spyOn(dns.Resolver.prototype, 'resolve6')
    .mockImplementation(((_: string, found: (error: null, addresses: string[]) => void) =>
      found(null, [])) as never);
  onTestFinished(() => {
    first.mockRestore();
    second.mockRestore();
  });
}

/** What NODE_EXTRA_CA_CERTS does when a process starts. */
function trust(cert: string) {
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, cert]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
}

/** Mails by this SMTP_URL until the test is over. */
export function mailBy(SMTP_URL: string) {
  changeSettings({
    SMTP_URL,
    MAIL_FROM: 'Gatehouse <gate@acme.test>',
    SESSION_SECRET: 'a-secret-of-this-test-0123456789-KLMNOP',
  });
  onTestFinished(() => singleton('smtp', () => ({ close() {} })).close());
}

const mailThrough = (server: Server) =>
  mailBy(`smtp://127.0.0.1:${(server.address() as { port: number }).port}`);

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
  await transaction(write);
}
