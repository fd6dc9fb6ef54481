import { globSync, readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { type Detail, detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { sayDetail, sayToPerson, sayToStaff } from '#lib/audit/say';
import { AUDIT_TYPES, type AuditType } from '#lib/audit/types';
import { verifyLog } from '#lib/audit/verify';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { isThing } from '#lib/permissions/table';
import { emptyTables } from '#lib/testing/database.test-support';
import { en } from '#texts/en/index';

const MARK = 'k3_Jw-9aQ2Zx8cV5bN1mL0pS';
const NOTE = 'note:n';
const names = {
  title: (id: string) => (id === 'n' ? 'Plans' : undefined),
  person: (_: string, mark: string) => (mark === MARK ? 'bob@example.com' : undefined),
};

type Stored = [type: AuditType, object: string, detail: string, toStaff: string, toPerson: string];

/** Entries as they were stored before details were codes, and what was said of them. */
const EVER: Stored[] = [
  ['authn_login_success', '', 'new browser', 'Signed in with a new browser', '='],
  ['authn_password_change', '', 'by a mailed code', 'The password was changed by a mailed code', '='],
  ['authn_token_created', 'client:a', 'My app & yours', 'My app & yours was let in', '='],
  ['authn_token_denied', 'client:a', 'revoked', 'revoked was turned away', '='],
  ['authn_token_reuse', 'client:a', 'My app', 'A used token was shown again: the program was signed out', '='],
  ['authn_token_fail', '', 'a token beside a cookie', 'A token that opens nothing was shown', '='],
  ['authn_code_fail', '', 'sign-up', 'A wrong code was typed', '='],
  ['user_updated', '', 'email', 'The address of the account was changed', '='],
  ['user_updated', '', 'profile', 'The profile was changed', '='],
  ['session_ended', '', 'signed out', 'Signed out', '='],
  ['session_ended', '', 'the browser signed in anew', 'A session was ended', '='],
  ['session_ended', '', 'My app', 'A session was ended', '='],
  ['sessions_ended', '', 'all but this one', 'Sessions were ended', '='],
  ['session_use_after_expire', '', 'it was ended', 'A session that is over was used', '='],
  ['user_disabled', '', 'until 2026-06-01T05:12:00.000Z', 'The account was disabled', '='],
  ['secret_changed', '', '1 came, 1 went; ended with it: 3 sessions (1 of programs), 0 of what programs hold or wait for, 0 mailed codes, 1 signing key, 1 secrets of programs', 'The secret of the server was changed', '='],
  ['malicious_csrf', '', '/settings/profile from http://evil.test', 'A form that another site sent was refused', '='],
  ['client_changed', 'client:a', 'added as native', 'The list of apps was changed', '='],
  ['sensitive_read', 'audit', 'csv, 2026-05-01T00:00:00.000Z to ', 'The audit log was exported', '='],
  ['privilege_permissions_changed', '', 'role member to support', 'The role was changed from member to support', '='],
  ['authz_fail', '', 'account:list:any', 'Was refused the list of users', 'You were refused the list of users'],
  ['authz_fail', '', 'bookmark:read', 'Was refused “bookmark:read”', 'You were refused “bookmark:read”'],
  ['sensitive_create', NOTE, 'note created', 'Created a note', 'You created “Plans”'],
  ['sensitive_update', 'note:x', 'note edited', 'Changed a note', 'You changed a note that is gone'],
  ['sensitive_delete', NOTE, 'note deleted', 'Deleted a note', 'You deleted “Plans”'],
  ['privilege_permissions_changed', NOTE, 'note shared with a viewer', 'Shared a note with somebody as viewer', 'You shared “Plans” with somebody as viewer'],
  ['privilege_permissions_changed', NOTE, 'note shared, role editor', 'Shared a note with somebody as editor', 'You shared “Plans” with somebody as editor'],
  ['privilege_permissions_changed', NOTE, `note shared, role editor, person ${MARK}`, 'Shared a note with somebody as editor', 'You shared “Plans” with bob@example.com as editor'],
  ['privilege_permissions_changed', NOTE, `role changed to viewer, person ${MARK}`, 'Made somebody viewer of a note', 'You made bob@example.com viewer of “Plans”'],
  ['privilege_permissions_changed', NOTE, `share removed, person ${MARK}`, 'Took a note away from somebody', 'You took “Plans” away from bob@example.com'],
  ['privilege_permissions_changed', NOTE, `ownership offered, person ${MARK}`, 'Offered a note to somebody', 'You offered “Plans” to bob@example.com'],
  ['privilege_permissions_changed', NOTE, 'offer withdrawn', 'Took the offer of a note back', 'You took the offer of “Plans” back'],
  ['privilege_permissions_changed', NOTE, 'offer accepted', 'Took a note over', 'You took “Plans” over'],
  ['privilege_permissions_changed', NOTE, 'offer declined', 'Declined a note', 'You declined “Plans”'],
  ['privilege_permissions_changed', 'note:x', 'left the note', 'Left a note', 'You left a note that is gone'],
]; // biome-ignore format: one line each
/** Without those about a kind that this product does not have. */
const OLD = EVER.filter(([, object]) => !object.startsWith('note:') || isThing('note'));

beforeEach(emptyTables);

test.each(OLD)(
  '%s %s "%s", as it was stored before there were codes, is read as it was',
  (...old) => {
    const [type, object, detail, toStaff, toPerson] = old;
    const told = { type, object, detail };
    expect(sayToStaff(told)).toBe(toStaff);
    expect(sayToPerson(told, false, names)).toBe(toPerson === '=' ? toStaff : toPerson);
    expect(sayDetail(detail)).toBe(detail);
  },
);

test('an old entry stays as it was written, in one chain with the new ones', async () => {
  const codes = [detailOf('role_changed', { from: 'member', to: 'support' }), 'revoked'] as const;
  for (const [type, object, detail] of OLD)
    await transaction(record({ type, userId: 'ada', object, detail: detail as Detail }));
  for (const detail of codes)
    await transaction(record({ type: 'user_updated', userId: 'ada', detail }));
  expect((await verifyLog()).faults).toEqual([]);
  const kept = await db().select({ detail: auditEvents.detail }).from(auditEvents);
  expect(kept.map(({ detail }) => detail)).toEqual([
    ...OLD.map(([, , detail]) => detail),
    ...codes,
  ]);
});

test('a code is said in words wherever a person reads it', () => {
  const said = (detail: Detail) => sayDetail(detail);
  expect(said('replaced')).toBe('the browser signed in anew');
  expect(said(detailOf('program', { name: 'A & B = {name} ?' }))).toBe('A & B = {name} ?');
  expect(
    said(detailOf('everybody', { sessions: 1, programs: 0, tokens: 2, codes: 0, keys: 3 })),
  ).toBe(
    'of everybody: 1 session (0 of programs), 2 of what programs hold or wait for, 0 mailed codes, 3 signing keys',
  );
  expect(said('account:edit')).toBe('account:edit');
});

test('what is put beside a code is cut, so that nobody fills the log', () => {
  const detail = detailOf('foreign_form', { path: `/${'a'.repeat(9000)}`, origin: '' });
  expect(detail.length).toBeLessThan(1000);
});

test('each code is written somewhere, and each sentence is of a type or of a type with a code', () => {
  const sources = globSync('lib/**/*.ts')
    .filter((path) => !/\.test(-support)?\.ts$|lib\/audit\/detail\.ts$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const unused = Object.keys(en.auditDetails).filter((code) => !sources.includes(`'${code}'`));
  expect(unused).toEqual([]);
  const codes = new Set<string>([...Object.keys(en.auditDetails), 'act']);
  const { auditEvents, auditYou, productEvents } = en;
  const keys = [auditEvents, auditYou, productEvents].flatMap((said) => Object.keys(said));
  const unknown = keys.filter((key) => {
    const [type = '', code] = key.split(':');
    return !(AUDIT_TYPES as readonly string[]).includes(type) || (code && !codes.has(code));
  });
  expect(unknown).toEqual([]);
  expect(AUDIT_TYPES.filter((type) => !(type in { ...auditEvents, ...productEvents }))).toEqual([]);
});
