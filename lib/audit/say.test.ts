import { beforeEach, expect, test } from 'vitest';
import { checkUp } from '#lib/accounts/check-up';
import { listActivity, listOwnActivity } from '#lib/assembly/activity';
import { record } from '#lib/audit/record';
import { sayKind, sayToPerson, sayToStaff } from '#lib/audit/say';
import { AUDIT_TYPES, type AuditType } from '#lib/audit/types';
import { auditRefusal } from '#lib/authorization/audit-refusal';
import { transaction } from '#lib/db/transaction';
import { listSessions } from '#lib/session/list';
import { findViewer } from '#lib/session/store';
import { addUser, beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';
import type { Actor } from '#lib/things/access';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 5, 1, 5, 12);

beforeEach(async () => {
  setClock(NOW);
  await emptyTables();
});

const newest = async (person: Actor) => (await listOwnActivity(person, 1))[0]?.says;

test('every kind of event has a sentence, for its person, for staff, and when another did it', () => {
  const none = { title: () => undefined, person: () => undefined };
  for (const type of AUDIT_TYPES)
    for (const says of [
      sayKind(type),
      sayToPerson({ type, object: '', detail: '' }, false, none),
      sayToPerson({ type, object: '', detail: '' }, true, none),
    ])
      expect([type, says]).toEqual([type, expect.stringMatching(/^[A-Z][^=]{5,}$/)]);
});

test.each([
  ['account:list:any', 'You were refused the list of users'],
  ['audit:read:any', 'You were refused the audit log'],
] as const)('a refusal of %s names what was refused', async (act, says) => {
  const email = 'ada@example.com';
  const ada: Actor = { user: { id: await addUser(email), email, role: 'member' } };
  await auditRefusal(ada, act, '');
  expect(await newest(ada)).toBe(says);
});

test.each([
  [{ support: 's' }, 'support'],
  [{ administrator: 'a' }, 'administrator'],
  ['operator', 'operator'],
  ['user', null],
] as const)('the actor %j is named truthfully: %s', async (actor, byAnother) => {
  const ada = await addUser('ada@example.com');
  await transaction(record({ type: 'session_ended', userId: ada, actor }));
  const [event] = await listActivity({ user: { id: ada } }, 1);
  expect(event?.byAnother).toBe(byAnother);
  const own = { user: { id: ada, email: 'ada@example.com', role: 'member' } } as Actor;
  expect(await newest(own)).toBe('A session was ended');
});

test('staff are told the same without "you", and nobody is told that they did what another could have done', () => {
  const told = { type: 'authz_fail', object: '', detail: 'account:list:any' };
  expect(sayToStaff(told)).toBe('Was refused the list of users');
  expect(sayToStaff({ ...told, type: 'never heard of' })).toBe('Something happened');
  const none = { title: () => undefined, person: () => undefined };
  for (const [type, detail, says] of [
    ['authn_login_success', '', 'Signed in'],
    ['authn_login_success', 'new_browser', 'Signed in with a new browser'],
    ['authn_password_change', 'by_mailed_code', 'The password was changed by a mailed code'],
    ['authn_token_created', 'program?name=My+app', 'My app was let in'],
    ['user_updated', 'email', 'The address of the account was changed'],
    [
      'privilege_permissions_changed',
      'role_changed?from=member&to=support',
      'The role was changed from member to support',
    ],
  ] as const)
    expect(sayToPerson({ type, object: '', detail }, false, none)).toBe(says);
});

async function scene() {
  const ada = await addUser('ada@example.com');
  const ticket = await beginSession(ada);
  const { viewer } = (await findViewer(ticket))!;
  const happens = (type: AuditType, more = {}) =>
    transaction(record({ type, userId: ada, ...more }));
  const look = async () => checkUp(viewer, await listSessions(viewer));
  return { ada, happens, look };
}

test('a failure is counted whatever is done after it, for thirty days, or until the password is changed', async () => {
  const { happens, look } = await scene();
  await happens('authn_login_fail');
  await happens('authn_login_fail');
  for (let nth = 0; nth < 60; nth++) await happens('sensitive_create', { object: 'thing:1' });
  expect(await look()).toMatchObject({ failures: 2, isSinceChange: false });
  setClock(NOW + 29 * DAY);
  expect((await look()).failures).toBe(2);
  await happens('authn_password_change');
  expect(await look()).toMatchObject({ failures: 0, isSinceChange: true });
  await happens('authn_login_fail');
  expect((await look()).failures).toBe(1);
  setClock(NOW + 60 * DAY + 1);
  expect(await look()).toMatchObject({ failures: 0, isSinceChange: false });
});

test('a second device is looked at while it is new, and never for ever', async () => {
  const { ada, happens, look } = await scene();
  const known = await beginSession(ada);
  const unknown = await beginSession(ada);
  await happens('authn_login_success', { sessionId: known.sessionId });
  await happens('authn_login_success', { sessionId: unknown.sessionId, detail: 'new_browser' });
  expect((await look()).news.map(({ id }) => id)).toEqual([unknown.sessionId]);
  setClock(NOW + 7 * DAY + 1);
  expect((await look()).news).toEqual([]);
});

test('a token that was shown again is told for thirty days', async () => {
  const { happens, look } = await scene();
  expect((await look()).reuses).toBe(0);
  await happens('authn_token_reuse');
  expect((await look()).reuses).toBe(1);
  setClock(NOW + 30 * DAY + 1);
  expect((await look()).reuses).toBe(0);
});

test.each([
  ['privilege_permissions_changed', 'thing_shared?role=viewer'],
  ['privilege_permissions_changed', 'offer_accepted'],
  ['sensitive_create', 'thing_created'],
])(
  '%s %s: an entry about a kind that the product has no more is a whole sentence',
  (type, detail) => {
    const event = { type, object: 'vanished:0199a3c0', detail };
    const nobody = { title: () => undefined, person: () => undefined };
    for (const says of [sayToStaff(event), sayToPerson(event, false, nobody)]) {
      expect(says).toContain('vanished');
      expect(says).not.toMatch(/[{}]/);
    }
  },
);
