import { beforeEach, describe, expect, test, vi } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { users } from '#drizzle/schema/users';
import { changePassword } from '#lib/accounts/change-password';
import { signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { disableUser } from '#lib/admin/disable-user';
import { db, isShared } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import type { Result } from '#lib/result';
import { endTicket } from '#lib/session/end';
import { formMark } from '#lib/session/form-mark';
import { AGAIN_SECONDS } from '#lib/session/once';
import { renewOnce } from '#lib/session/renew-once';
import { requireSender } from '#lib/session/sender';
import { revokeOtherSessions } from '#lib/session/sign-out';
import { findViewer, type Viewer } from '#lib/session/store';
import { openTicket, sealTicket, type Ticket } from '#lib/session/ticket';
import {
  addUser,
  beginSession,
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
vi.mock('next/navigation', () => {
  const leave = () => {
    throw new Error('turned away');
  };
  return { redirect: leave, notFound: leave };
});

const START = Date.UTC(2026, 0, 1);
const EMAIL = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';
let ada = '';
let first: Ticket;

type Outcome = Result<Ticket, string>;
/** What a form does, with what is typed into it. */
type Act = {
  typed: (fields?: Record<string, string>) => FormData;
  act: (viewer: Viewer, form: FormData) => Promise<Outcome>;
};

const formWith = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ made_for: formMark(ada), ...fields }))
    form.set(name, value);
  return form;
};

const ACTS: Record<string, Act> = {
  'the proof': {
    typed: (fields) => formWith({ password: PASSWORD, ...fields }),
    act: (viewer, form) =>
      reauthenticate(viewer, { password: String(form.get('password')), browser: null }),
  },
  'the new password': {
    typed: (fields) => formWith({ current: PASSWORD, password: ANOTHER, ...fields }),
    act: (viewer, form) =>
      changePassword(viewer, {
        current: String(form.get('current')),
        password: String(form.get('password')),
        endOthers: true,
        browser: null,
      }),
  },
};

beforeEach(async () => {
  await emptyTables();
  clearSingleton('renewals');
  setClock(START);
  ada = await addUser(EMAIL);
  first = await beginSession(ada);
});

/** A browser that holds this ticket sends the form in. What it is answered; it keeps no cookie of it. */
async function sendIn(ticket: Ticket, { act }: Act, form: FormData): Promise<Outcome | 'refused'> {
  jar.set('session', { value: await sealTicket(ticket), maxAge: undefined });
  return from('198.51.100.7', async () => {
    const viewer = await requireSender('account:secure', form).catch(() => null);
    return viewer ? renewOnce(form, () => act(viewer, form)) : 'refused';
  });
}

const ticketOf = (outcome: Outcome | 'refused'): Ticket => {
  if (outcome === 'refused' || !outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
};
const opens = async (ticket: Ticket) => (await findViewer(ticket)) !== null;
const failures = async () =>
  (await db().select().from(auditEvents)).filter(({ type }) => /fail|lock|after_expire/.test(type));

describe.each(Object.entries(ACTS))('%s, sent in twice by one double click,', (_, one) => {
  test('at once: both answers hold the cookie that counts', async () => {
    const both = await Promise.all([1, 2].map(() => sendIn(first, one, one.typed())));
    const [a, b] = both.map(ticketOf);
    expect(a).toEqual(b);
    expect(await opens(a!)).toBe(true);
    expect(await opens(first)).toBe(false);
    expect(await failures()).toEqual([]);
  });

  test('one after the other, with the cookie of before or the new one: the answer is the same', async () => {
    const renewed = ticketOf(await sendIn(first, one, one.typed()));
    const events = await db().$count(auditEvents);
    for (const held of [first, renewed, first]) {
      expect(ticketOf(await sendIn(held, one, one.typed()))).toEqual(renewed);
      expect(await openTicket(jar.get('session')!.value)).toEqual(renewed);
    }
    expect(await opens(renewed)).toBe(true);
    expect(await opens(first)).toBe(false);
    expect(await db().$count(auditEvents)).toBe(events);
  });

  amongNodes('at another node, with either cookie: the answer is the same', async () => {
    const renewed = ticketOf(await sendIn(first, one, one.typed()));
    const events = await db().$count(auditEvents);
    for (const held of [first, renewed, first]) {
      atAnotherNode();
      expect(ticketOf(await sendIn(held, one, one.typed()))).toEqual(renewed);
      expect(await openTicket(jar.get('session')!.value)).toEqual(renewed);
    }
    expect(await db().$count(auditEvents)).toBe(events);
    expect(await failures()).toEqual([]);
  });

  amongNodes('at two nodes at once: both hold the cookie that counts', async () => {
    const { promise: isUnderWay, resolve: begin } = Promise.withResolvers<void>();
    const act: Act['act'] = (viewer, form) => {
      begin();
      return one.act(viewer, form);
    };
    const begun = sendIn(first, { ...one, act }, one.typed());
    await isUnderWay;
    atAnotherNode();
    const [a, b] = (await Promise.all([begun, sendIn(first, one, one.typed())])).map(ticketOf);
    expect(a).toEqual(b);
    expect(await opens(a!)).toBe(true);
    expect(await failures()).toEqual([]);
  });

  test('and refused: the next try counts', async () => {
    const wrong = one.typed({ current: 'wrong', password: 'wrong wrong wrong wrong' });
    expect(await sendIn(first, one, wrong)).toMatchObject({ ok: false });
    expect(await sendIn(first, one, wrong)).toMatchObject({ ok: false });
    expect(await opens(ticketOf(await sendIn(first, one, one.typed())))).toBe(true);
  });
});

const proof = ACTS['the proof']!;

/** What a process remembers is gone: another one has it as little. */
const atAnotherNode = () => clearSingleton('renewals');

amongNodes('a guess at another node at what was in the form is the only one', async () => {
  ticketOf(await sendIn(first, proof, proof.typed()));
  atAnotherNode();
  expect(await sendIn(first, proof, proof.typed({ password: ANOTHER }))).toBe('refused');
  expect(await sendIn(first, proof, proof.typed())).toBe('refused');
});

type Change = [string, (renewed: Ticket) => Promise<unknown>];

test.each<Change>([
  ['after half a minute', async () => setClock(START + AGAIN_SECONDS * 1000)],
  ['when the session was signed out', (renewed) => transaction(endTicket(renewed, 'signed_out'))],
  ['when it was ended elsewhere', async () => revokeOtherSessions(await viewerOf(ada))],
  ['when the account was shut', () => disableUser('operator', ada)],
  ['when the account is gone', () => db().delete(users)],
  ['with anything else in the form', () => sendIn(first, proof, proof.typed({ next: '/x' }))],
  [
    'once a guess at the password was wrong',
    () => sendIn(first, proof, proof.typed({ password: ANOTHER })),
  ],
  ...(isShared() ? [] : [['after a restart', async () => atAnotherNode()] as Change]),
])('the cookie of before opens nothing %s', async (_, end) => {
  const renewed = ticketOf(await sendIn(first, proof, proof.typed()));
  await end(renewed);
  expect(await sendIn(first, proof, proof.typed())).toBe('refused');
  expect(await openTicket(jar.get('session')!.value)).toEqual(first);
});

test('another form of the same moment is another act', async () => {
  const change = ACTS['the new password']!;
  const renewed = ticketOf(await sendIn(first, change, change.typed()));
  const again = change.typed({ current: ANOTHER, password: PASSWORD });
  expect(await opens(ticketOf(await sendIn(renewed, change, again)))).toBe(true);
  expect((await signInAs(EMAIL, PASSWORD)).ok).toBe(true);
});
