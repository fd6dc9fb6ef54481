import { expect, test } from '@playwright/test';
import { addPeople } from '../support/people.ts';
import { change } from '../support/rows.ts';
import { LIGHT, startServer } from '../support/server.ts';
import { isSignedIn } from '../support/sound-database.ts';
import { newVisitor } from '../support/visitor.ts';

// Loaded before the server: throws where nobody catches, when a signal says so.
const SABOTAGE = `data:text/javascript,${encodeURIComponent(`
  process.on('SIGUSR2', () => {
    setTimeout(() => { throw new Error('thrown in a timer'); });
    Promise.reject(new Error('rejected and forgotten'));
  });
`)}`;

test('an error in a page or an action is one 500 that the log knows by its reference, and no more', {
  tag: '@long',
}, async () => {
  const server = await startServer(LIGHT);
  try {
    const [email = '', other = ''] = await addPeople(server, 2);
    const visitor = newVisitor(server);
    await visitor.signIn(email);
    // Something no code expects: a table is not there.
    change(server, 'alter table audit_events rename to audit_events_away');
    for (const answer of [
      await visitor.go('/dashboard'),
      await newVisitor(server).signIn(other),
      await visitor.signOut(),
    ]) {
      expect(answer.status).toBe(500);
      expect(answer.text).toContain('Something went wrong on our side');
      expect(answer.text).not.toMatch(/SQLITE|audit_events|node_modules/);
      expect(answer.setCookies).toEqual([]);
      const reference = answer.text.match(/ref ([0-9a-f]{12})/)?.[1] ?? 'none';
      const known = () =>
        server
          .output()
          .split('\n')
          .filter((line) => line.includes(reference))
          .join('\n');
      await expect.poll(known, 'the log knows what the page calls it').toContain('no such table');
    }
    expect((await visitor.go('/settings/sessions')).status).toBe(200);
    change(server, 'alter table audit_events_away rename to audit_events');
    expect(await isSignedIn(visitor)).toBe(true);
    expect((await newVisitor(server).signIn(other)).status).toBe(303);
    expect(server.output().split('\n').filter(isStack)).toEqual([]);
  } finally {
    await server.remove();
  }
});

test('what is thrown where nobody catches is written down, and everybody else is served on', {
  tag: '@long',
}, async () => {
  const server = await startServer({ ...LIGHT, NODE_OPTIONS: `--import=${SABOTAGE}` });
  try {
    const [email = ''] = await addPeople(server, 1);
    const visitor = newVisitor(server);
    await visitor.signIn(email);
    const pid = server.pid();
    process.kill(pid, 'SIGUSR2');
    await expect.poll(server.output).toContain('thrown in a timer');
    await expect.poll(server.output).toContain('rejected and forgotten');
    expect(await isSignedIn(visitor)).toBe(true);
    expect(server.pid()).toBe(pid);
    expect(await server.stop()).toBe(0);
  } finally {
    await server.remove();
  }
});

test('a worker that fails tries again, and does its work once it can', {
  tag: '@long',
}, async () => {
  const server = await startServer({
    ...LIGHT,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'gate@example.com',
  });
  try {
    change(server, 'alter table outbox rename to outbox_away');
    await expect
      .poll(server.output, { timeout: 15_000 })
      .toContain('a worker failed and will try again');
    change(server, 'alter table outbox_away rename to outbox');
    await newVisitor(server).askForAccount('ada@example.com');
    await expect.poll(server.output, { timeout: 15_000 }).toContain('a mail will be tried again');
  } finally {
    await server.remove();
  }
});

/** A line of a stack outside the JSON of the log: no program that reads the log can place it. */
const isStack = (line: string) => /^\s+at /.test(line);
