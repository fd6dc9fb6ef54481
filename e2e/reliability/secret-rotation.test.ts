import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { send } from '../support/http.ts';
import { openSessions } from '../support/live-sessions.ts';
import { latestCode } from '../support/mailbox.ts';
import { addPeople } from '../support/people.ts';
import { LIGHT, startServer, type TestServer } from '../support/server.ts';
import { newEmail, newNetwork, PASSWORD } from '../support/test.ts';
import { newVisitor, type Visitor } from '../support/visitor.ts';

const PAGES = ['/dashboard', '/settings/sessions'];
const newSecret = () => randomBytes(32).toString('base64url');

async function signInAll(server: TestServer, people: string[]): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  for (const email of people) {
    const visitor = newVisitor(server);
    expect((await visitor.signIn(email)).status).toBe(303);
    visitors.push(visitor);
  }
  return visitors;
}

async function statusesOf(visitors: Visitor[]): Promise<number[]> {
  const answers = await Promise.all(
    visitors.flatMap((visitor) => PAGES.map((page) => visitor.go(page))),
  );
  return [...new Set(answers.map(({ status }) => status))];
}

/** What the dashboard answers to each of many cookies, and how often. */
async function countAnswers(server: TestServer, cookies: string[]) {
  const counts: Record<number, number> = {};
  let next = 0;
  const worker = async () => {
    for (let cookie = cookies[next++]; cookie; cookie = cookies[next++]) {
      const headers = { Cookie: `session=${cookie}`, 'X-Forwarded-For': newNetwork() };
      const { status } = await send(server, '/dashboard', { headers });
      counts[status] = (counts[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return counts;
}

test('a new secret in front signs nobody out; dropping the old one does, without an error: of a thousand sessions none more and none less', {
  tag: '@long',
}, async () => {
  test.setTimeout(600_000);
  const [old, fresh] = [newSecret(), newSecret()];
  let server = await startServer({ ...LIGHT, SESSION_SECRET: old });
  const again = async (secrets: string) => {
    await server.stop();
    const { port, folder } = server;
    server = await startServer({ ...LIGHT, PORT: String(port), SESSION_SECRET: secrets }, folder);
  };
  try {
    const people = await addPeople(server, 40);
    const before = await signInAll(server, people.slice(0, 30));
    const thousand = await openSessions(server, old, await addPeople(server, 20), 50);
    expect(new Set(thousand).size).toBe(1_000);
    expect(await countAnswers(server, thousand)).toEqual({ 200: 1_000 });
    const newcomer = newVisitor(server);
    const email = newEmail();
    await newcomer.askForAccount(email);

    await again(`${fresh},${old}`);
    expect(await statusesOf(before)).toEqual([200]);
    expect(await countAnswers(server, thousand)).toEqual({ 200: 1_000 });
    const [resealed, ...others] = before as [Visitor, ...Visitor[]];
    const form = await resealed.form('/confirm?next=/dashboard');
    expect((await resealed.submit(form, [['password', PASSWORD]])).status).toBe(303);
    const code = await latestCode(server.port, email);
    expect((await newcomer.verify(code)).status, 'a code under way still works').toBe(303);
    const after = await signInAll(server, people.slice(30));

    await again(fresh);
    expect(await statusesOf(after), 'who came after the change stays').toEqual([200]);
    expect(await statusesOf([resealed]), 'and whose cookie was sealed anew since').toEqual([200]);
    expect(await statusesOf(others)).toEqual([307]);
    expect(await countAnswers(server, thousand)).toEqual({ 307: 1_000 });
    expect(await statusesOf([newcomer])).toEqual([200]);
    expect((await others[0]?.signIn(people[1] as string))?.status).toBe(303);
    expect(server.output()).not.toContain('"status":500');
  } finally {
    await server.remove();
  }
});
