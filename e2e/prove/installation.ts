import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMailServer } from '#e2e/support/mail-server';
import { rows } from '#e2e/support/rows';
import { LIGHT, startServer } from '#e2e/support/server';
import { newEmail } from '#e2e/support/test';
import { startTwoNodes } from '#e2e/support/two-nodes';
import { newVisitor } from '#e2e/support/visitor';
import { Evidence } from './evidence.ts';
import { Secrets, secretsOfSettings } from './secrets.ts';
import { tapWire } from './wire.ts';

const MAIL_MS = 20_000;
/** The caller from a network that nobody introduced: a program, which is meant to get tokens. */
export const SOMEBODY = 'a program';

export type Installation = Awaited<ReturnType<typeof newInstallation>>;

/**
 * One installation on a fresh database, with secrets that are known, behind a wire that writes everything down: a server
 * on a file, or two nodes on a PostgreSQL.
 */
export async function newInstallation({ nodes = 1 }: { nodes?: 1 | 2 } = {}) {
  const wire = await tapWire();
  const post = await startMailServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username }, _, done) => done(null, { user: username }),
  });
  const settings: Record<string, string> = {
    ...LIGHT,
    APP_URL: wire.url,
    SESSION_SECRET:
      'planted-secret-m7Hs3Gx5Jf0Tq2Zw8Bn6Lr4Vc,planted-old-secret-p1Dk9Sy6Ua3Eo5Wi8Mh7Xj',
    METRICS_TOKEN: 'planted-metrics-R4tYb8Vz1Kd',
    WITNESS_TOKEN: 'planted-witness-Xq7Lm2Ws9Fc',
    SMTP_URL: `smtp://postman:planted-smtp-6cXn2Qw9Lp@127.0.0.1:${post.port}`,
    MAIL_FROM: post.settings.MAIL_FROM,
    LOG_LEVEL: 'debug',
  };
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-proof-'));
  // The keys are derived here by the same function as in the server.
  Object.assign(process.env, settings, { DATABASE_URL: `file:${join(folder, 'gatehouse.db')}` });
  const server = await (nodes === 2 ? startTwoNodes(settings) : startServer(settings, folder));
  wire.leadTo(server.port);

  const secrets = new Secrets();
  for (const [kind, values] of secretsOfSettings(settings)) secrets.add(kind, values);
  const names = new Map<string, string>();
  const used = new Set<unknown>();
  const nameOf = (network: string) => names.get(network) ?? SOMEBODY;
  wire.nameBy(nameOf);

  /** The next mailed code for an address; a secret from now on. */
  async function codeFor(to: string): Promise<string> {
    for (const deadline = Date.now() + MAIL_MS; Date.now() < deadline; await sleep(30)) {
      const mail = post.arrived.find(
        (one) => one.to === to && !used.has(one) && /^\s*\d{6}\s*$/m.test(one.text),
      );
      if (!mail) continue;
      used.add(mail);
      const code = mail.text.match(/^\s*(\d{6})\s*$/m)?.[1] ?? '';
      secrets.add('mailed code', [code], true);
      return code;
    }
    throw new Error(`No code was mailed to ${to}`);
  }

  return {
    wire,
    post,
    server,
    settings,
    secrets,
    evidence: new Evidence(),
    /** How often a page was looked through. */
    looks: 0,
    emptyWindow: [] as string[],
    codeFor,
    rows: (sql: string, ...values: unknown[]) => rows(server, sql, ...values),
    type(password: string) {
      secrets.add('password', [password]);
      return password;
    },
    /** From now on what comes from this network is said to be theirs. */
    introduce: (network: string, who: string) => names.set(network, who),
    nameOf,
    async close() {
      await server.remove();
      await post.close();
      wire.close();
    },
  };
}

/** Somebody with an account beside the browsers, whose rows others may not see. */
export async function newPeer(
  installation: Installation,
  name: string,
  password = installation.type(`${name} ibis 4471 xylophone`),
) {
  const visitor = newVisitor(installation.server);
  const email = newEmail(name.toLowerCase().replaceAll(' ', '-'));
  await visitor.askForAccount(email, password, name);
  const { status } = await visitor.verify(await installation.codeFor(email));
  if (status !== 303) throw new Error(`No account for ${name}: ${status}`);
  for (const value of visitor.cookies.values()) await installation.secrets.addCookie(`x=${value}`);
  const again = async () => {
    const other = newVisitor(installation.server);
    await other.signIn(email, password);
    return other;
  };
  return { visitor, email, name, password, again };
}
