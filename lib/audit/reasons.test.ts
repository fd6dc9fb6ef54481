import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AUDIT_TYPES, type AuditType } from '#lib/audit/types';

/**
 * Every reason that the domain or the API refuses with, and the entry in the audit log that tells of it; or, in
 * words, why there is none (OWASP ASVS 16.3.1, 16.3.3). What happens at each is tried in lib/audit/events.test.ts
 * and lib/audit/failures.test.ts.
 */
const REASONS: Record<string, AuditType | { none: string }> = {
  // Somebody is not who they say, or has not what they show.
  wrong_credentials: 'authn_login_fail',
  wrong_factor: 'authn_login_fail',
  wrong_passkey: 'authn_login_fail',
  unknown_passkey: 'authn_login_fail',
  wrong_code: 'authn_code_fail',
  no_such_code: 'authn_code_fail',
  invalid_token: 'authn_token_fail',
  malformed_credentials: 'authn_token_fail',
  two_credentials: 'authn_token_fail',
  // Somebody may not do what they ask for.
  not_allowed: 'authz_fail',
  insufficient_scope: 'authz_fail',
  not_found: 'authz_fail',
  // Too often.
  too_many_attempts: 'excess_rate_limit_exceeded',
  too_many_requests: 'excess_rate_limit_exceeded',
  codes_used_up: 'excess_rate_limit_exceeded',
  too_soon: { none: 'the page says when; what was mailed is bounded, and a reset has its entry' },
  busy: { none: 'the server is at its limit, not the person; counted in /metrics' },
  // What was proven is over. Nothing can be guessed at it any more.
  code_expired: {
    none: 'the code is dead or belongs to another browser: each wrong try had an entry',
  },
  not_here: {
    none: 'the end of the session, or what renewed it, has its entry; nothing was changed',
  },
  last_ways: { none: 'the owner is told to add another way first; nothing was changed' },
  has_password: { none: 'nothing would change' },
  no_recovery: { none: 'the code was right; there is nothing to go on with' },
  recovery_waits: { none: 'the code was right; its begin has an entry, and so will its end' },
  address_taken: { none: 'the operator’s own command; nothing was changed' },
  has_account: { none: 'the operator’s own command; nothing was changed' },
  not_mailed: { none: 'no code was mailed for the flow, so none can be guessed' },
  passkey_expired: {
    none: 'the challenge is over or belongs to another browser: nothing can be guessed',
  },
  flow_over: { none: 'the hour of the form is over: nothing was tried' },
  no_provider: { none: 'there is no such provider; nothing was tried' },
  provider_fails: { none: 'the fault is the provider’s, and stands in the server’s log' },
  refused_there: { none: 'the person said no at the provider' },
  unknown: { none: 'a provider has named somebody new, who goes on with a form' },
  no_entry: { none: 'the account is shut, which has its entry' },
  bad_logout_token: { none: 'why it was refused stands in the server’s log; nothing ended' },
  company_sign_in: { none: 'the person is led to the provider of their company' },
  company_address: { none: 'the rule of the operator for a domain; nothing was changed' },
  known_connection: { none: 'it is connected already; nothing was changed' },
  too_many_connections: { none: 'a bound of the account, by its owner' },
  audience_taken: { none: 'the operator’s own command; nothing was changed' },
  no_such_client: { none: 'the operator’s own command; nothing was changed' },
  no_request: { none: 'the request of the program is over or was answered: nothing was tried' },
  not_proven: { none: 'the person is sent to prove who they are, which has its entry' },
  no_credentials: { none: 'a stranger asked; the line of the request is in the server’s log' },
  second_factor_needed: { none: 'the state of the account, not what was asked; nothing was done' },
  // A site does not take what it is told. It is tried for a day; then there is an entry.
  silent: 'client_logout_fail',
  refused: 'client_logout_fail',
  // The person is told what to change, and may try again.
  wrong_first_code: {
    none: 'an app is set up by a person who was shown its key: nothing is guessed',
  },
  no_scope: { none: 'the person is told to tick something; nothing was made' },
  too_many_tokens: { none: 'a bound of the account, by its owner' },
  shown_before: { none: 'a form that was sent again: nothing was made' },
  weak_password: { none: 'a choice is judged before anything is done' },
  same_password: { none: 'a choice is judged before anything is done' },
  same_email: { none: 'nothing would change' },
  another_account: {
    none: 'a script of a page that was made for another account; nothing was done',
  },
  own_address: { none: 'nothing would change' },
  no_such_user: { none: 'the account was deleted meanwhile, which has its entry' },
  last_administrator: { none: 'the role allows it; the state of the site does not' },
  too_many_people: { none: 'a bound of one note, by somebody who may share it' },
  not_listed: { none: 'the person was taken off the list meanwhile' },
  not_offered: { none: 'the offer was taken back meanwhile' },
  nothing_offered: { none: 'the offer was taken back meanwhile' },
  storage_full: { none: 'a bound of the account, by its owner' },
  changed: { none: 'two people wrote at once, and both may' },
  changed_meanwhile: { none: 'two people wrote at once, and both may' },
  no_passkeys: { none: 'nobody is asked for a passkey there: nothing was tried' },
  known_passkey: { none: 'the device has one already' },
  too_many_passkeys: { none: 'a bound of the account, by its owner' },
  last_way: { none: 'the owner may; then nobody could come back' },
  // A program is told how to ask.
  invalid_fields: { none: 'a program is told what to correct' },
  bad_condition: { none: 'a program is told what to correct' },
  condition_missing: { none: 'a program is told what to correct' },
  not_json: { none: 'a program is told what to correct' },
  unreadable_body: { none: 'a program is told what to correct' },
  no_such_method: { none: 'a program is told what to correct' },
  // The sender of files is told what to send in their place.
  not_a_form: { none: 'nothing was kept of what was sent' },
  no_file: { none: 'nothing was kept of what was sent' },
  // The operator is told in the terminal.
  not_fetched: { none: 'the operator’s own command; nothing was changed' },
  unknown_event: { none: 'the operator’s own command; nothing was changed' },
  too_many: { none: 'the operator’s own command; nothing was changed' },
  file_exists: { none: 'the operator’s own command; nothing was written' },
  unfinished_exists: { none: 'the operator’s own command; nothing was written' },
  damaged_copy: { none: 'the operator’s own command; it ends with 1' },
  wrong: { none: 'the operator’s own command; nothing was looked at' },
  no_such_entry: { none: 'the operator’s own command; nothing was written' },
  seen_before_it: { none: 'the operator’s own command; nothing was written' },
  unreadable: { none: 'the operator’s own command; nothing was looked at' },
};

const SOURCES = globSync('{lib,app}/**/*.{ts,tsx}').filter(
  (path) => !/\.test|test-support/.test(path),
);
const REFUSED = /\b(?:fail|refusal|unknown)\(([^()]*'[a-z_]+'[^()]*)/g;
const reasonsIn = (text: string) =>
  [...text.matchAll(REFUSED)].flatMap(([, given = '']) =>
    // The first argument is the reason, or a choice between two; what follows a comma is not.
    [...(given.split(',')[0] ?? '').matchAll(/'([a-z_]+)'/g)].map(([, reason]) => String(reason)),
  );

test('each reason that something is refused with has an entry in the log, or a reason why not', () => {
  const used = new Set(SOURCES.flatMap((path) => reasonsIn(readFileSync(path, 'utf8'))));
  expect(used.size).toBeGreaterThan(30);
  expect([...used].filter((reason) => !(reason in REASONS))).toEqual([]);
  // Those that a function of their own finds out are not beside the word `fail`.
  const sources = SOURCES.map((path) => readFileSync(path, 'utf8')).join('\n');
  expect(Object.keys(REASONS).filter((reason) => !sources.includes(`'${reason}'`))).toEqual([]);
  for (const told of Object.values(REASONS))
    if (typeof told === 'string') expect(AUDIT_TYPES).toContain(told);
    else expect(told.none.length).toBeGreaterThan(15);
});
