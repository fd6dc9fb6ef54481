import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  accountLife,
  endOfAccount,
  type Flows,
  mainJob,
  type Seen,
  TYPED,
} from '#e2e/support/all-flows';
import { newDeployment } from '#e2e/support/command';
import { startMailServer } from '#e2e/support/mail-server';
import { LIGHT } from '#e2e/support/people';
import { rows } from '#e2e/support/rows';
import { startServer } from '#e2e/support/server';
import { expect, newEmail, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const SETTINGS = {
  smtp: 'canary-smtp-6cXn2Qw9Lp',
  metrics: 'canary-metrics-R4tYb8Vz1Kd',
  secret: 'canary-secret-m7Hs3Gx5Jf0Tq2Zw8Bn6Lr4Vc',
  oldSecret: 'canary-old-secret-p1Dk9Sy6Ua3Eo5Wi8Mh7Xj',
};

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
