import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { OidcAdapter, RECORDS_PER_SESSION } from '#lib/oauth/adapter';
import { findByBearer } from '#lib/oauth/bearer';
import { deviceTokens, refresh, type Tokens, viewerOfTicket } from '#lib/oauth/flows.test-support';
import { recordId } from '#lib/oauth/record-ids';
import type { Viewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  changeSettings,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';

let viewer: Viewer;
let first: Tokens;

beforeEach(async () => {
  await emptyTables();
  viewer = await viewerOfTicket(await beginSession(await addUser()));
  first = await deviceTokens(viewer);
});

async function next(tokens: Tokens): Promise<Tokens> {
  const answer = await refresh(tokens.refresh_token);
  if (answer.status !== 200) throw new Error(await answer.text());
  return answer.json();
}

const refusal = async (token: string) => {
  const answer = await refresh(token);
  return [answer.status, ((await answer.json()) as { error: string }).error];
};
const REFUSED = [400, 'invalid_grant'];
const isLive = async ({ access_token }: Tokens) => (await findByBearer(access_token)) !== null;
const typesOf = async () => (await db().select().from(auditEvents)).map(({ type }) => type);

test('each refresh gives another token, and only hashes of them are kept', async () => {
  const second = await next(first);
  const third = await next(second);
  const all = [first, second, third].map(({ refresh_token }) => refresh_token);
  expect(new Set(all).size).toBe(3);
  const kept = JSON.stringify([
    await db().select().from(oauthRecords),
    await db().select().from(sessions),
  ]);
  for (const token of [...all, first.access_token, third.access_token]) {
    expect(token.length).toBeGreaterThanOrEqual(43);
    expect(kept).not.toContain(token);
  }
  expect(kept).toContain(recordId('RefreshToken', third.refresh_token));
});

test('a used token that is shown again ends the whole line, and its person is told', async () => {
  const other = await deviceTokens(viewer);
  const second = await next(first);
  const third = await next(second);
  const mails = (await db().select().from(outbox)).length;
  expect(await refusal(first.refresh_token)).toEqual(REFUSED);
  for (const tokens of [first, second, third]) {
    expect(await isLive(tokens)).toBe(false);
    expect(await refusal(tokens.refresh_token)).toEqual(REFUSED);
  }
  expect((await typesOf()).filter((type) => type === 'authn_token_reuse')).toHaveLength(1);
  const told = (await db().select().from(outbox)).slice(mails);
  expect(told.map(({ template, recipient }) => [template, recipient])).toEqual([
    ['token-reused', 'ada@example.com'],
  ]);
  // Another line of the same program, and the browser, go on.
  expect(await isLive(other)).toBe(true);
  expect(await isLive(await next(other))).toBe(true);
  expect(await db().select().from(sessions)).toHaveLength(2);
});

test('a program that lost the answer and asks again within ten seconds gets the same one', async () => {
  const start = Date.now();
  setClock(start);
  const second = await next(first);
  setClock(start + 9_000);
  const again = await next(first);
  expect(again.refresh_token).toBe(second.refresh_token);
  expect(await isLive(again)).toBe(true);
  expect(await isLive(await next(again))).toBe(true);
});

test('but not later, and not once the answer was used', async () => {
  const start = Date.now();
  setClock(start);
  await next(first);
  setClock(start + 11_000);
  expect(await refusal(first.refresh_token)).toEqual(REFUSED);
  expect((await typesOf()).includes('authn_token_reuse')).toBe(true);
});

test('a refresh that our own failure broke off ends nothing, however late it is asked again', async () => {
  const start = Date.now();
  setClock(start);
  // Used up, and then the process was gone before there was another.
  await new OidcAdapter('RefreshToken').consume(first.refresh_token);
  setClock(start + 3_600_000);
  const second = await next(first);
  expect(await isLive(second)).toBe(true);
  setClock(start + 3_700_000);
  expect(await refusal(first.refresh_token)).toEqual(REFUSED);
  expect(await isLive(second)).toBe(false);
});

test('another SESSION_SECRET makes no used token good again, and no second line', async () => {
  const second = await next(first);
  changeSettings({ SESSION_SECRET: randomSecret() });
  expect(await refusal(first.refresh_token)).toEqual(REFUSED);
  expect(await refusal(second.refresh_token)).toEqual(REFUSED);
});

test('thirty refreshes of one token at once, twenty times, leave exactly one live line', async () => {
  let tokens = first;
  for (let round = 0; round < 20; round++) {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => refresh(tokens.refresh_token)),
    );
    const bodies = (await Promise.all(answers.map((one) => one.json()))) as Tokens[];
    const given = new Set(bodies.map(({ refresh_token }) => refresh_token));
    if (given.size !== 1 || answers.some(({ status }) => status !== 200))
      throw new Error(`round ${round}: ${JSON.stringify(bodies.slice(0, 3))}`);
    tokens = bodies[0] as Tokens;
  }
  const rows = await db().select().from(oauthRecords);
  const live = rows.filter(
    ({ kind, consumedAt }) => kind === 'RefreshToken' && consumedAt === null,
  );
  expect(live.map(({ id }) => id)).toEqual([recordId('RefreshToken', tokens.refresh_token)]);
  expect(await isLive(tokens)).toBe(true);
}, 60_000);

test('a line lasts fourteen days without use and ninety at most', async () => {
  const start = Date.now();
  const day = 24 * 3_600_000;
  setClock(start);
  let tokens = await next(first);
  for (let at = 13; at < 90; at += 13) {
    setClock(start + at * day);
    tokens = await next(tokens);
  }
  setClock(start + 90 * day + 1000);
  expect(await refusal(tokens.refresh_token)).toEqual(REFUSED);
});

test('one that is not used for fourteen days is over', async () => {
  const start = Date.now();
  setClock(start);
  const tokens = await next(first);
  setClock(start + 14 * 24 * 3_600_000 + 61_000);
  expect(await refusal(tokens.refresh_token)).toEqual(REFUSED);
});

test('a token of one program does not work for another', async () => {
  const answer = await refresh(first.refresh_token, 'nobody-here');
  expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
    401,
    'invalid_client',
  ]);
  expect(await isLive(await next(first))).toBe(true);
});

test('a program that refreshes without end has to be let in anew, and leaves no row behind', async () => {
  const [kept] = await db()
    .select()
    .from(oauthRecords)
    .where(eq(oauthRecords.kind, 'RefreshToken'));
  const { sessionId } = kept!;
  const used = { ...kept!, consumedAt: new Date() };
  const there = await db()
    .select()
    .from(oauthRecords)
    .where(eq(oauthRecords.sessionId, sessionId!));
  const fill = async (count: number) => {
    for (let nth = 0; nth < count; nth += 500)
      await db()
        .insert(oauthRecords)
        .values(
          Array.from({ length: Math.min(500, count - nth) }, () => ({
            ...used,
            id: randomSecret(),
          })),
        );
  };
  await fill(RECORDS_PER_SESSION - there.length - 1);
  const last = await next(first);
  expect(await isLive(last)).toBe(true);
  expect(await refusal(last.refresh_token)).toEqual(REFUSED);
  expect(await isLive(last)).toBe(false);
  expect(
    await db().select().from(oauthRecords).where(eq(oauthRecords.sessionId, sessionId!)),
  ).toEqual([]);
});
