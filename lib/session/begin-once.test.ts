import { beforeEach, describe, expect, test, vi } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { credentials } from '#drizzle/schema/credentials';
import { limits } from '#drizzle/schema/limits';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { latestCode } from '#lib/accounts/life.test-support';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { signIn } from '#lib/accounts/sign-in';
import { completeSignUp, startSignUp } from '#lib/accounts/sign-up';
import { disableUser } from '#lib/admin/disable-user';
import { formNumber } from '#lib/codes/code-request';
import { db, isShared } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { listCapturedMail } from '#lib/mail/captured';
import type { Result } from '#lib/result';
import { beginOnce } from '#lib/session/begin-once';
import { writeTrust } from '#lib/session/cookie';
import { endTicket } from '#lib/session/end';
import { AGAIN_SECONDS } from '#lib/session/once';
import { findViewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { newTrust } from '#lib/session/trust';
import {
  addUser,
  clearSingleton,
  emptyTables,
  from,
  PASSWORD,
  setClock,
} from '#lib/testing/database.test-support';

/** There are other nodes only where they share a database. */
function amongNodes(name: string, run: () => Promise<void>) {
  if (isShared()) test(name, run);
}

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);

const START = Date.UTC(2026, 0, 1);
const EMAIL = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';
const HERE = '198.51.100.7';

type Outcome = Result<Ticket, string>;
/** What begins a session: what is typed, and what is done with it. */
type Beginning = { typed: Record<string, string>; act: (form: FormData) => Promise<Outcome> };

/** Nobody here has a factor: everybody who is let in has a session. */
const whole = (outcome: Promise<unknown>) => outcome as Promise<Outcome>;
const typedIn = (form: FormData, name: string) => String(form.get(name));

async function flowOf<Flow>(begun: Promise<Result<Flow, string>>) {
  const outcome = await begun;
  if (!outcome.ok) throw new Error(outcome.reason);
  // The seal of the cookie is beside the point: nobody else has it.
  jar.set('flow', { value: JSON.stringify(outcome.value), maxAge: undefined });
  return outcome.value;
}

const BEGINNINGS: Record<string, () => Promise<Beginning>> = {
  'the password': async () => {
    await addUser(EMAIL);
    const others = { isPersistent: false, previous: null, browser: null };
    const act = (form: FormData) =>
      whole(signIn({ email: EMAIL, password: typedIn(form, 'password'), ...others }));
    return { typed: { form: formNumber(), password: PASSWORD }, act };
  },
  'the code of a sign-up': async () => {
    const person = { name: 'Ada', email: EMAIL, password: PASSWORD };
    const flow = await from(HERE, () => flowOf(startSignUp(person)));
    const act = (form: FormData) => whole(completeSignUp(flow, typedIn(form, 'code')));
    return { typed: { code: await latestCode() }, act };
  },
  'the code of a reset': async () => {
    await addUser(EMAIL);
    const begun = await from(HERE, () => flowOf(startReset(EMAIL)));
    const flow = { ...begun, email: EMAIL };
    const act = (form: FormData) => {
      const [code, password] = [typedIn(form, 'code'), typedIn(form, 'password')];
      return whole(resetPassword(flow, { code, password, browser: null }));
    };
    return { typed: { code: await latestCode(), password: ANOTHER }, act };
  },
};

beforeEach(async () => {
  await emptyTables();
  clearSingleton('renewals');
  jar.clear();
  setClock(START);
});

/** This browser sends the form in, and keeps nothing of what it is answered. */
function sendIn(
  { typed, act }: Beginning,
  more: Record<string, string> = {},
  [address, userAgent] = [HERE, 'a browser'],
): Promise<Outcome> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...typed, ...more })) form.set(name, value);
  return from(address, () => beginOnce(form, () => act(form)), { userAgent });
}

const ticketOf = (outcome: Outcome): Ticket => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
};

describe.each(Object.entries(BEGINNINGS))('%s, sent in twice,', (_, prepare) => {
  test('at once and a moment later: one session, one account, one entry and one mail', async () => {
    const one = await prepare();
    const mails = (await listCapturedMail()).length;
    const [a, b] = (await Promise.all([sendIn(one), sendIn(one)])).map(ticketOf);
    const counts = async () => [
      await db().$count(sessions),
      await db().$count(users),
      await db().$count(auditEvents),
      (await listCapturedMail()).length - mails <= 1,
    ];
    const before = await counts();
    expect(before.slice(0, 2)).toEqual([1, 1]);
    setClock(START + AGAIN_SECONDS * 1000 - 1);
    expect([b, ticketOf(await sendIn(one))]).toEqual([a, a]);
    expect(await counts()).toEqual(before);
    expect(await findViewer(a!)).not.toBeNull();
  });

  test('and refused: the next try counts, and the right one begins', async () => {
    const one = await prepare();
    const wrong = one.typed['code'] ? { code: '000000' } : { password: 'wrong wrong' };
    for (let nth = 0; nth < 2; nth++) expect(await sendIn(one, wrong)).toMatchObject({ ok: false });
    expect((await sendIn(one)).ok).toBe(true);
  });

  test('and refused at once: each was a try', async () => {
    const one = await prepare();
    const wrong = one.typed['code'] ? { code: '000000' } : { password: 'wrong wrong' };
    const act = vi.fn(one.act);
    const sent = await Promise.all([1, 2, 3].map(() => sendIn({ ...one, act }, wrong)));
    expect(sent.map(({ ok }) => ok)).toEqual([false, false, false]);
    expect(act).toHaveBeenCalledTimes(3);
  });

  test.each<Change>([
    ['after half a minute', async () => setClock(START + AGAIN_SECONDS * 1000)],
    ['once the session was signed out', (begun) => transaction(endTicket(begun, 'signed_out'))],
    ...(isShared() ? [] : [['after a restart', async () => atAnotherNode()] as Change]),
    ['from a browser with another cookie', async () => jar.set('flow', FOREIGN)],
    ['from one with a session', async () => jar.set('session', FOREIGN)],
    ['from one that is known', async () => jar.set('browser', FOREIGN)],
  ])('is another act %s', async (_, change) => {
    const one = await prepare();
    const begun = ticketOf(await sendIn(one));
    await change(begun);
    const again = await sendIn(one);
    expect(again.ok && again.value.sessionId).not.toBe(begun.sessionId);
  });

  amongNodes('at another node: the same session, for as long as it lives', async () => {
    const one = await prepare();
    const begun = ticketOf(await sendIn(one));
    for (let nth = 0; nth < 2; nth++) {
      atAnotherNode();
      expect(ticketOf(await sendIn(one))).toEqual(begun);
    }
    expect(await db().$count(sessions)).toBe(1);
    await transaction(endTicket(begun, 'signed_out'));
    atAnotherNode();
    const again = await sendIn(one);
    expect(again.ok && again.value).not.toEqual(begun);
    expect(await findViewer(begun)).toBeNull();
  });

  amongNodes('at two nodes at once: one session, and nothing of it is stored', async () => {
    const one = await prepare();
    const { promise: isUnderWay, resolve: begin } = Promise.withResolvers<void>();
    const act = (form: FormData) => {
      begin();
      return one.act(form);
    };
    const first = sendIn({ ...one, act });
    await isUnderWay;
    atAnotherNode();
    const [a, b] = (await Promise.all([first, sendIn(one)])).map(ticketOf);
    expect(a).toEqual(b);
    expect([await db().$count(sessions), await db().$count(users)]).toEqual([1, 1]);
    const rows = JSON.stringify(await db().select().from(limits));
    expect(rows).toContain('again:');
    for (const secret of [a!.secret, one.typed['password'] ?? one.typed['code']!])
      expect(rows).not.toContain(secret);
  });

  amongNodes('and refused at one node: the next is a try of its own', async () => {
    const one = await prepare();
    const wrong = one.typed['code'] ? { code: '000000' } : { password: 'wrong wrong' };
    const act = vi.fn(one.act);
    for (let nth = 0; nth < 2; nth++) {
      expect((await sendIn({ ...one, act }, wrong)).ok).toBe(false);
      atAnotherNode();
    }
    expect(act).toHaveBeenCalledTimes(2);
    expect((await sendIn(one)).ok).toBe(true);
  });

  test.each<[string, Record<string, string>, [string, string]]>([
    ['from another network', {}, ['203.0.113.9', 'a browser']],
    ['from a browser of another name', {}, [HERE, 'another browser']],
    ['with anything else in the form', { next: '/x' }, [HERE, 'a browser']],
  ])('is another act %s', async (_, more, where) => {
    const one = await prepare();
    const begun = ticketOf(await sendIn(one));
    const again = await sendIn(one, more, where);
    expect(again.ok && again.value.sessionId).not.toBe(begun.sessionId);
  });
});

amongNodes('a browser that is trusted stays so at another node', async () => {
  const userId = await addUser(EMAIL);
  const now = new Date();
  const app = { id: 'app', kind: 'totp', handle: userId, secret: 'x', createdAt: now };
  await db()
    .insert(credentials)
    .values({ ...app, userId, confirmedAt: now });
  const { trust, write } = newTrust(userId);
  await transaction(write);
  await writeTrust(trust);
  const typed = { form: formNumber(), email: EMAIL, password: PASSWORD };
  const others = { isPersistent: false, previous: null, browser: null, trusted: [trust] };
  const one = { typed, act: () => whole(signIn({ ...typed, ...others })) };
  const begun = ticketOf(await sendIn(one));
  expect(begun).toMatchObject({ trust: { id: trust.id } });
  atAnotherNode();
  expect(ticketOf(await sendIn(one))).toEqual(begun);
});

type Change = [string, (begun: Ticket) => Promise<unknown>];

/** What a process remembers is gone: another one has it as little. */
const atAnotherNode = () => clearSingleton('renewals');

const FOREIGN = { value: 'of another browser', maxAge: undefined };

test.each(['', '1', 'of my own'])(
  'a form with the number "%s", from a browser without cookies, is an act each time',
  async (number) => {
    const one = await BEGINNINGS['the password']!();
    const [a, b] = [await sendIn(one, { form: number }), await sendIn(one, { form: number })];
    expect(ticketOf(a)).not.toEqual(ticketOf(b));
  },
);

test('a session that is over with its account is not given again', async () => {
  const one = await BEGINNINGS['the password']!();
  const { viewer } = (await findViewer(ticketOf(await sendIn(one))))!;
  await disableUser('operator', viewer.user.id);
  expect(await sendIn(one)).toMatchObject({ ok: false, reason: 'wrong_credentials' });
});
