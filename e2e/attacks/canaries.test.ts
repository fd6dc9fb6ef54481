import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newDeployment } from '#e2e/support/command';
import type { Answer } from '#e2e/support/http';
import { startMailServer } from '#e2e/support/mail-server';
import { LIGHT } from '#e2e/support/people';
import { change, rows } from '#e2e/support/rows';
import { startServer, type TestServer } from '#e2e/support/server';
import { expect, newEmail, newNetwork, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

const TYPED = {
  first: 'canary amber walrus 8812 trombone',
  changed: 'canary cobalt heron 2307 accordion',
  reset: 'canary crimson ibex 4459 clarinet',
  wrong: 'canary violet stoat 7001 bassoon',
  refused: 'canary short',
  tooLong: `canary ${'long '.repeat(30)}`,
  deleted: 'canary olive marten 5150 mandolin',
};
const SETTINGS = {
  smtp: 'canary-smtp-6cXn2Qw9Lp',
  metrics: 'canary-metrics-R4tYb8Vz1Kd',
  secret: 'canary-secret-m7Hs3Gx5Jf0Tq2Zw8Bn6Lr4Vc',
  oldSecret: 'canary-old-secret-p1Dk9Sy6Ua3Eo5Wi8Mh7Xj',
};

/** Everything that was seen on the way through all flows, to be looked through at the end. */
type Seen = { answers: [what: string, text: string][]; cookies: Set<string>; codes: Set<string> };

type Flows = {
  server: TestServer;
  seen: Seen;
  mail: (to: string, about: RegExp) => Promise<string>;
};

const plain = ({ headers, text, status }: Answer) => {
  const { 'set-cookie': _, ...others } = headers;
  return `${status}\n${JSON.stringify(others)}\n${text}`;
};

function visit({ server, seen }: Flows): Visitor {
  return newVisitor(server, newNetwork(), (answer, path) => {
    seen.answers.push([path, plain(answer)]);
    for (const line of answer.setCookies) {
      const value = line.match(/^[^=]+=([^;]*)/)?.[1] ?? '';
      if (value.length > 15) seen.cookies.add(value);
    }
  });
}

async function codeFor({ mail, seen }: Flows, to: string, about: RegExp): Promise<string> {
  const code = (await mail(to, about)).match(/^\s*(\d{6})\s*$/m)?.[1];
  if (!code) throw new Error(`No code for ${to}`);
  seen.codes.add(code);
  return code;
}

const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Every way in and out, with its refusals. */
async function mainJob(flows: Flows, email: string) {
  const { server } = flows;
  const ada = visit(flows);
  await ada.askForAccount(email, TYPED.refused);
  await ada.askForAccount(email, TYPED.tooLong);
  expect((await ada.askForAccount(email, TYPED.first)).status).toBe(303);
  await codeFor(flows, email, /./);
  change(server, 'delete from limits');
  expect((await ada.submit(await ada.form('/sign-up/verify', 1), [])).status).toBeLessThan(400);
  await expect.poll(() => flows.seen.codes.size).toBeGreaterThan(0);
  const code = await codeFor(flows, email, /another|./);
  await ada.verify(other(code));
  expect((await ada.verify(code)).status).toBe(303);
  expect((await visit(flows).askForAccount(email, TYPED.wrong)).status).toBe(303);
  const twin = visit(flows);
  await twin.signIn(email, TYPED.wrong);
  expect((await twin.signIn(email, TYPED.first, [['remember', 'on']])).status).toBe(303);
  for (const path of ['/', '/dashboard', '/settings/sessions', '/dashboard?_rsc', '/nowhere'])
    await ada.go(path, { headers: path.includes('_rsc') ? { RSC: '1' } : {} });
  expect((await ada.submit(await ada.form('/settings/sessions'), [])).status).toBe(303);
  expect((await twin.go('/dashboard')).status).toBe(307);
  await twin.signIn(email, TYPED.first);
  expect((await ada.submit(await ada.form('/settings/sessions', 1), [])).status).toBe(303);
  expect((await twin.signIn(email, TYPED.first)).status).toBe(303);
  expect((await twin.signOut()).status).toBe(303);
  for (let guesses = 0; guesses < 12; guesses++) await visit(flows).signIn(email, TYPED.wrong);
  await ada.post('/sign-in', { body: TYPED.wrong, headers: { Origin: 'http://evil.test' } });
  await ada.post('/sign-in', { body: TYPED.wrong.repeat(3_000) });
  await ada.post('/sign-in', {
    body: `--x\r\n${TYPED.wrong}`,
    headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Next-Action': '00'.repeat(21) },
  });
  change(server, 'delete from limits');
  return ada;
}

/** Everything that is done to an account, with its refusals; the address it has at the end. */
async function accountLife(flows: Flows, ada: Visitor, email: string) {
  const { server } = flows;
  const moved = newEmail('moved');
  const stale = () => change(server, 'update sessions set proven_at = 0, created_at = created_at');
  stale();
  await ada.submit(await ada.form('/confirm?next=/settings/data'), [['password', TYPED.wrong]]);
  const confirmed = await ada.submit(await ada.form('/confirm?next=/settings/data'), [
    ['password', TYPED.first],
  ]);
  expect(confirmed.status).toBe(303);
  const asked = await ada.submit(await ada.form('/settings/email'), [
    ['email', moved],
    ['password', TYPED.first],
  ]);
  expect(asked.status).toBe(303);
  const code = await codeFor(flows, moved, /./);
  await ada.submit(await ada.form('/settings/email/verify'), [['code', other(code)]]);
  const proven = await ada.submit(await ada.form('/settings/email/verify'), [['code', code]]);
  expect(proven.status).toBe(303);
  for (const [current, password, status] of [
    [TYPED.wrong, TYPED.changed, 422],
    [TYPED.first, TYPED.refused, 422],
    [TYPED.first, TYPED.changed, 303],
  ] as const) {
    const fields = [
      ['current', current],
      ['password', password],
      ['others', 'on'],
    ] as [string, string][];
    expect((await ada.submit(await ada.form('/settings/password'), fields)).status).toBe(status);
  }
  await ada.submit(await ada.form('/settings/profile'), [
    ['name', 'Canary Ada'],
    ['timeZone', 'UTC'],
    ['theme', 'dark'],
  ]);
  for (const path of ['/settings/profile', '/settings/activity', '/settings/data', '/dashboard'])
    await ada.go(path);
  const file = await ada.post('/settings/data/export', { body: '' });
  expect(file.text).toContain(moved);

  change(server, 'delete from limits');
  const lost = visit(flows);
  await lost.submit(await lost.form('/forgot-password'), [['email', moved]]);
  const resetCode = await codeFor(flows, moved, /new password/);
  for (const [typed, password, status] of [
    [other(resetCode), TYPED.reset, 422],
    [resetCode, TYPED.reset, 303],
  ] as const) {
    const fields = [
      ['code', typed],
      ['password', password],
    ] as [string, string][];
    expect((await lost.submit(await lost.form('/reset-password'), fields)).status).toBe(status);
  }
  await visit(flows).submit(await lost.form('/forgot-password'), [['email', email]]);
  return { visitor: lost, moved };
}

async function endOfAccount(flows: Flows) {
  const email = newEmail('gone');
  const bob = visit(flows);
  expect((await bob.askForAccount(email, TYPED.deleted)).status).toBe(303);
  expect((await bob.verify(await codeFor(flows, email, /./))).status).toBe(303);
  const form = await bob.form('/settings/data');
  const gone = await bob.submit(form, [
    ['email', email],
    ['password', TYPED.deleted],
  ]);
  expect(gone.status).toBe(303);
}

test('after every flow there is, no secret is in a log line, a file, a backup, a row of the history, a mail, a page, or what the operator is told', async () => {
  test.setTimeout(180_000);
  const post = await startMailServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username }, _, done) => done(null, { user: username }),
  });
  const settings = {
    ...LIGHT,
    SESSION_SECRET: `${SETTINGS.secret},${SETTINGS.oldSecret}`,
    METRICS_TOKEN: SETTINGS.metrics,
    SMTP_URL: `smtp://postman:${SETTINGS.smtp}@127.0.0.1:${post.port}`,
    MAIL_FROM: post.settings.MAIL_FROM,
    LOG_LEVEL: 'debug',
  };
  const server = await startServer(settings);
  const deployment = newDeployment();
  try {
    const seen: Seen = { answers: [], cookies: new Set(), codes: new Set() };
    const used = new Set<unknown>();
    const mail = async (to: string, about: RegExp) => {
      for (let tries = 0; tries < 200; tries++) {
        const found = post.arrived.find(
          (one) =>
            one.to === to && !used.has(one) && about.test(one.text) && /^\s*\d{6}/m.test(one.text),
        );
        if (found) {
          used.add(found);
          return found.text;
        }
        await sleep(50);
      }
      throw new Error(`No mail to ${to}`);
    };
    const flows: Flows = { server, seen, mail };
    const email = newEmail('canary');
    const ada = await mainJob(flows, email);
    const { visitor, moved } = await accountLife(flows, ada, email);
    await endOfAccount(flows);
    for (const [path, headers] of [
      ['/metrics', { Authorization: `Bearer ${SETTINGS.metrics}` }],
      ['/metrics', { Authorization: `Bearer ${SETTINGS.metrics}x` }],
      ['/health/ready', {}],
    ] as const)
      await visitor.go(path, { headers });
    // What is in an address is logged without it.
    await newVisitor(server).go(`/dashboard?password=${encodeURIComponent(TYPED.wrong)}`);

    const backup = join(server.folder, 'backup.db');
    const env = { ...settings, DATABASE_URL: `file:${server.database}`, PORT: String(server.port) };
    const told: string[] = [];
    for (const [script, words] of [
      ['gatehouse', ['db', 'backup', backup]],
      ['gatehouse', ['users', 'list', '--json']],
      ['gatehouse', ['users', 'show', moved, '--json']],
      ['gatehouse', ['users', 'reset', moved]],
      ['gatehouse', ['sessions', 'revoke', moved]],
      ['doctor', ['--json']],
    ] as const) {
      const { stdout, stderr, exitCode } = await deployment.run(script, [...words], env);
      if (script === 'gatehouse') expect([words[1], exitCode, stderr]).toEqual([words[1], 0, '']);
      told.push(stdout + stderr);
    }

    expect(seen.codes.size).toBeGreaterThanOrEqual(4);
    expect(seen.cookies.size).toBeGreaterThanOrEqual(10);
    expect(seen.answers.length).toBeGreaterThan(60);
    const secrets = [...Object.values(TYPED), ...Object.values(SETTINGS), ...seen.cookies];
    const hashes = rows(
      server,
      'select password_hash as h from users union all select secret_hash from sessions union all select code_hash from codes union all select flow_hash from codes',
    ).map(({ h }) => String(h));
    expect(hashes.length).toBeGreaterThan(4);
    const holds = (text: string, words: string[]) => words.filter((word) => text.includes(word));
    const alone = (text: string) =>
      [...seen.codes].filter((code) =>
        new RegExp(`(?<![0-9a-zA-Z.])${code}(?![0-9a-zA-Z])`).test(text),
      );

    const history = JSON.stringify(rows(server, 'select * from audit_events'));
    expect(history).toContain('authn_login_fail');
    const files = readdirSync(server.folder);
    expect(files).toEqual(
      expect.arrayContaining(['backup.db', 'gatehouse.db', 'gatehouse.db-wal']),
    );
    expect(files).not.toContain('secret');
    const inFiles = () =>
      readdirSync(server.folder).map((file): [string, string] => [
        file,
        readFileSync(join(server.folder, file), 'latin1'),
      ]);
    const atWork = inFiles();
    await server.stop();
    expect(server.output()).toContain('"path":"/sign-in"');
    const read: [what: string, text: string][] = [
      ...seen.answers,
      ['the log', server.output()],
      ['the history', history],
      ...told.map((text): [string, string] => ['what the operator is told', text]),
    ];
    for (const [what, text] of read) expect([what, holds(text, hashes)]).toEqual([what, []]);
    for (const [what, text] of [...read, ...atWork, ...inFiles()]) {
      expect([what, holds(text, secrets)]).toEqual([what, []]);
      expect([what, alone(text)]).toEqual([what, []]);
    }
    for (const { text } of post.arrived) expect(holds(text, [...secrets, ...hashes])).toEqual([]);
  } finally {
    deployment.remove();
    await server.remove();
    await post.close();
  }
});
