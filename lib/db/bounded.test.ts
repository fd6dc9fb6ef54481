import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** By which of its columns a table has at most one row. */
const KEY = /\beq\(\s*\w+\.(id|email|key|seq|audience|userCodeHash)\s*,/;

/** Why a query that is neither limited nor by a key still answers few rows. */
const FEW: Record<string, string> = {
  'lib/accounts/passkeys/add.ts credentials': 'counts, within another',
  'lib/accounts/ways/remaining.ts other': 'asks whether there is one, or counts, within another',
  'lib/accounts/ways/remaining.ts elsewhere':
    'asks whether there is one, or counts, within another',
  'lib/accounts/connections/list.ts connections': 'by an id',
  'lib/accounts/connections/sign-in.ts connections': 'by issuer and subject, which are one',
  'lib/providers/flow.ts providerFlows': 'by the id of a flow',
  'lib/providers/domains.ts companyDomains':
    'by the domain, which is the key, or asks whether there is one',
  'lib/accounts/connections/log-out.ts connections': 'a query within another',
  'lib/accounts/connections/company.ts connections': 'asks whether there is one, within another',
  'lib/providers/stored.ts providers': 'by the name, which is the key',
  'lib/accounts/connections/row.ts connections': 'counts, within another',
  'lib/factors/passkey/challenge.ts passkeyChallenges': 'by the id of a challenge',
  'lib/accounts/last-administrator.ts other': 'asks whether there is one, within another',
  'lib/admin/actor.ts target': 'asks whether there is one, within another',
  'lib/admin/actor.ts asking': 'asks whether there is one, within another',
  'lib/admin/actor.ts at': 'asks whether there is one, within another',
  'lib/admin/overview/people.ts slice': 'counts, within a limit',
  'lib/admin/people/shown.ts sessions': 'has one row, within another',
  'lib/admin/people/shown.ts auditEvents': 'has one row, within another',
  'lib/admin/revoke-sessions.ts sessions': 'counts',
  'lib/accounts/check-up.ts auditEvents': 'counts, within a stretch of time',
  'lib/accounts/check-up.ts change': 'has one row, also of no change',
  'lib/assembly/activity.ts auditEvents': 'by the id of the event',
  'lib/assembly/was-not-me.ts auditEvents': 'by the id of the event',
  'lib/audit/rows.ts auditAnchor': 'has one row',
  'lib/audit/rows.ts auditHead': 'has one row',
  'lib/admin/audit-search.ts users': 'as many as the page of entries names',
  'lib/authorization/can.ts grants': 'asks whether there is one, within another',
  'lib/authorization/grants.ts own': 'asks whether there is one, within another',
  'lib/authorization/grants.ts grants': 'a query within another',
  'lib/codes/find-flow.ts codes': 'as many as a browser has flows under way',
  'lib/codes/redeem.ts codes': 'by the id of the code',
  'lib/assembly/delete-account.ts sessions': 'asks for one, within another',
  'lib/oauth/personal/make.ts sessions': 'counts, or asks for one, within another',
  'lib/operator/clock/clear-times.ts sessions':
    'the operator’s own command, and only what a wrong clock has made',
  'lib/db/issued.ts sessions': 'counts',
  'lib/factors/password.ts credentials': 'a password, of which a person has one, within another',
  'lib/factors/second-factor-due.ts credentials': 'asks whether there is one, within another',
  'lib/factors/verify-factor.ts credentials': 'as many as there are kinds',
  'lib/factors/totp/factor.ts credentials': 'by the id of a person, who has one app',
  'lib/limits/take.ts limits': 'as many as there are keys asked for',
  'lib/sharing/answer-offer.ts grants': 'by the whole key of the table',
  'lib/sharing/answer-offer.ts own': 'a query within another',
  'lib/sharing/names.ts grants': 'as many as the things of one page of events can have',
  'lib/sharing/names.ts table': 'as many as one page of events names',
  'lib/sharing/share.ts grants': 'as many as a thing can have, counted',
  'lib/things/access.ts table': 'by the id of the thing',
  'lib/things/export.ts grants': 'as many as a thing can have',
  'lib/things/read.ts table': 'by the id of the thing',
  'lib/oauth/clients.ts oauthClients': 'by an audience, of which there is one',
  'lib/oauth/documents/keep.ts oauthClients': 'a count, of two hundred at most',
  'lib/oauth/change-client.ts oauthClients': 'asks whether there is one, within another',
  'lib/oauth/client-session.ts oauthClients': 'asks whether there is one, within another',
  'lib/oauth/logout/give-up.ts logoutNotices': 'asks whether it waits, within another',
  'lib/oauth/consents.ts consents': 'by a person and a program, which are one, or by an id',
  'lib/oauth/device.ts oauthRecords': 'by the handle, which is an id',
  'lib/oauth/logout/hint.ts signingKeys': 'by the id of a key',
  'lib/oauth/keys.ts signingKeys': 'as many as there are keys',
  'lib/oauth/adapter.ts oauthRecords': 'counts at most what a session may have, or by an id',
  'lib/operator/terminal.ts rootSecrets': 'has as many rows as there are secrets',
  'lib/server/bind.ts rootSecrets': 'has as many rows as there are secrets',
  'lib/session/browser.ts sessions': 'by the id of a session',
  'lib/session/challenge.ts pendingSignIns': 'by the id of a challenge',
  'lib/session/challenge.ts users': 'by an id, or asks whether there is one, within another',
  'lib/accounts/recovery.ts recoveries': 'by the id of the account, of which it is the key',
  'lib/session/recovery.ts recoveries': 'by the id of the account, within another',
  'lib/session/trust.ts trustedBrowsers': 'by an id',
  'lib/session/end.ts sessions': 'by the id of a session, or asks whether there is one',
};

/** Every query in a source: of which table, and everything that follows within the same expression. */
const queriesIn = (source: string) =>
  [...source.matchAll(/(?<!Buffer)\.from\(([a-zA-Z]+)\)/g)].map((found) => ({
    table: String(found[1]),
    rest: expressionIn(source.slice(found.index + found[0].length)),
  }));

/** What stands before the first comma, semicolon or bracket that belongs to what is around it. */
function expressionIn(text: string): string {
  let depth = 0;
  const end = [...text].findIndex((sign) => {
    if ('([{'.includes(sign)) depth++;
    if (')]}'.includes(sign)) depth--;
    return depth < 0 || (depth === 0 && ';,'.includes(sign));
  });
  return text.slice(0, end === -1 ? undefined : end);
}

const isByKey = (rest: string) => KEY.test(rest.slice(Math.max(0, rest.indexOf('.where('))));

const unlimitedIn = (source: string) =>
  queriesIn(source).filter(({ rest }) => !/\.limit\(/.test(rest) && !isByKey(rest));

const QUERIES = globSync('lib/**/*.ts').filter(
  (path) => !/\.test(-support)?\.ts$/.test(path) && /drizzle-orm/.test(readFileSync(path, 'utf8')),
);

test('no query reads as many rows as there are: each has a limit, a key, or a reason', () => {
  const found = QUERIES.flatMap((path) =>
    unlimitedIn(readFileSync(path, 'utf8')).map(({ table }) => `${path} ${table}`),
  );
  expect([...new Set(found)].sort()).toEqual(Object.keys(FEW).sort());
});

test.each([
  ['db().select().from(notes)', true],
  ['db().select().from(sessions).innerJoin(users, eq(users.id, sessions.userId)).where(x)', true],
  ['db().select().from(notes).where(inArray(notes.id, own))', true],
  ['db().select().from(sessions).where(eq(sessions.userId, id))', true],
  ['f(tx.select().from(notes).where(x), y.limit(5))', true],
  ['db().select().from(notes).where(eq(notes.id, id))', false],
  ['db().select().from(notes).where(x).orderBy(notes.id).limit(SLICE)', false],
])('the check finds in %s a query without end: %s', (source, isFound) => {
  expect(unlimitedIn(source).length > 0).toBe(isFound);
});
