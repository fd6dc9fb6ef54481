import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendAcme } from '#lib/accounts/connections/connections.test-support';
import { isOfOneCompany, mayHaveDomains } from '#lib/env/providers';
import { takeAnswer } from '#lib/providers/answer';
import { beginAt, callbackOf } from '#lib/providers/begin';
import { companyOf } from '#lib/providers/company';
import { findAsked } from '#lib/providers/flow';
import type { Said } from '#lib/providers/kinds/kind';
import { addProvider, type Provider } from '#lib/providers/stored';
import { clearSingleton, emptyTables } from '#lib/testing/database.test-support';
import { TestProvider } from '#lib/testing/oidc.test-support';

const acme = new TestProvider();
/** As a provider is that writes all it knows into the ID token. */
const TELLS_ALL = {
  conformIdTokenClaims: false,
  claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
};
beforeAll(() => acme.start([callbackOf('acme'), callbackOf('other')], TELLS_ALL));
afterAll(() => acme.stop());
beforeEach(async () => {
  await emptyTables();
  clearSingleton('providers');
});

const provider = (more: Partial<Provider> = {}): Provider => ({
  name: 'acme',
  kind: 'oidc',
  title: 'Acme',
  issuer: 'https://id.acme.example',
  clientId: 'us',
  ...more,
});

const TENANT = 'https://login.microsoftonline.com/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/v2.0';

test.each<[Partial<Provider>, boolean, boolean]>([
  [{}, true, true],
  [{ kind: 'microsoft', issuer: TENANT }, true, true],
  [{ kind: 'microsoft', issuer: 'https://login.microsoftonline.com/common/v2.0' }, false, false],
  [{ kind: 'microsoft', issuer: 'https://login.microsoftonline.com/common/v2.0/' }, false, false],
  [
    { kind: 'microsoft', issuer: 'https://login.microsoftonline.com/organizations/v2.0' },
    false,
    false,
  ],
  [{ kind: 'microsoft', issuer: 'https://login.microsoftonline.com/consumers/v2.0' }, false, false],
  [
    {
      kind: 'microsoft',
      issuer: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
    },
    false,
    false,
  ],
  [{ issuer: TENANT }, true, true],
  [{ issuer: 'https://login.microsoftonline.com/organizations/v2.0' }, false, false],
  [{ issuer: 'https://accounts.google.com' }, false, false],
  [{ kind: 'gitlab', issuer: 'https://gitlab.com/' }, false, false],
  [{ kind: 'gitlab', issuer: 'https://git.acme.example' }, true, true],
  [{ kind: 'gitlab', issuer: 'https://gitlab.com' }, false, false],
  [{ kind: 'google', issuer: 'https://accounts.google.com' }, false, true],
  [{ kind: 'github' }, false, false],
  [{ kind: 'apple' }, false, false],
  [{ kind: 'facebook' }, false, false],
  [{ kind: 'linkedin' }, false, false],
  [{ kind: 'discord' }, false, false],
  [{ kind: 'x' }, false, false],
])('%o has people of one company alone: %s; may have its domain: %s', (more, isOne, may) => {
  expect([isOfOneCompany(provider(more)), mayHaveDomains(provider(more))]).toEqual([isOne, may]);
});

const said = (more: Partial<Said> = {}): Said => ({
  issuer: 'https://id.acme.example',
  subject: '7',
  label: 'ada',
  name: 'Ada',
  email: 'ada@acme.example',
  isEmailProven: false,
  ...more,
});
const GOOGLE = { kind: 'google', issuer: 'https://accounts.google.com' } as const;

test.each<[string, Partial<Provider>, Partial<Said>, Parameters<typeof sendAcme>[0], boolean]>([
  ['an address of the domain', {}, {}, {}, true],
  ['in another case', {}, { email: 'Ada@ACME.example' }, {}, true],
  ['of the domain in its own script', {}, { email: 'ada@bücher.example' }, { domain: 'xn--bcher-kva.example' }, true],
  ['of a domain below it', {}, { email: 'ada@mail.acme.example' }, {}, false],
  ['of a domain that ends alike', {}, { email: 'ada@evilacme.example' }, {}, false],
  ['with a dot at its end', {}, { email: 'ada@acme.example.' }, {}, false],
  ['with the domain in its name', {}, { email: 'acme.example@evil.example' }, {}, false],
  ['with two signs', {}, { email: 'ada@acme.example@evil.example' }, {}, false],
  ['no address', {}, { email: '' }, {}, false],
  ['an address that the provider doubts', {}, { isEmailDoubted: true }, {}, false],
  ['a domain that is not verified', {}, {}, { verifiedAt: null }, false],
  ['a domain of another provider', {}, {}, { provider: 'other' }, false],
  ['a domain that is only offered', {}, {}, { isRequired: false }, true],
  ['Google, which says whose it is', GOOGLE, { isEmailProven: true }, {}, true],
  ['Google, of an account that anybody makes', GOOGLE, {}, {}, false],
  ['a provider that has become one of everybody', { kind: 'github' }, { isEmailProven: true }, {}, false],
])('%s: %#', async (_, of, who, domain, isTheirs) => {
  await sendAcme(domain);
  expect((await companyOf(provider(of), said(who), {})) !== null).toBe(isTheirs);
}); // biome-ignore format: one line each

/** What is known of somebody after the whole way to the provider and back. */
async function arrives(claims: object, name = 'acme') {
  const { issuer, client } = acme;
  await addProvider({ kind: 'oidc', name, issuer, clientId: client.id, clientSecret: client.secret }); // biome-ignore format: one line
  acme.person = { sub: 'ada-at-acme', claims: { ...claims } };
  const about = { provider: name, intent: 'sign_in', next: '/', isPersistent: false, sessionId: null } as const; // biome-ignore format: one line
  const begun = await beginAt(about, 'of a browser');
  const asked = await findAsked(begun.ok ? begun.value : '', 'of a browser');
  const returned = await acme.visit(String(asked?.payload['url']));
  const taken = await takeAnswer(name, returned, { browser: 'of a browser', sessionId: undefined });
  if (!taken?.outcome.ok) throw new Error('The answer was refused.');
  return taken.outcome.value;
}

const ADA = { email: 'ada@acme.example', name: 'Ada' };

test('a company, its role and the session there come with the answer of its provider', async () => {
  await sendAcme({ roles: 'groups=staff:support' });
  const who = await arrives({ ...ADA, groups: ['all', 'staff'] });
  expect(who.company).toEqual({ domain: 'acme.example', isRequired: true, role: 'support' });
  expect([who.isOfOneCompany, who.session]).toEqual([
    true,
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
  expect((await arrives({ ...ADA, groups: ['all'] })).company?.role).toBe('member');
});

test.each([
  ['no role where none is mapped', { ...ADA, groups: ['staff'] }, { domain: 'acme.example', isRequired: true, role: null }],
  ['no company where the provider says that nobody has proven it', { ...ADA, email_verified: false }, null],
  ['a company where it says that somebody has', { ...ADA, email_verified: true }, { domain: 'acme.example', isRequired: true, role: null }],
  ['no company of another address', { ...ADA, email: 'ada@example.com' }, null],
])('%s', async (_, claims, company) => {
  await sendAcme();
  expect((await arrives(claims)).company).toEqual(company);
}); // biome-ignore format: one line each

test('the same claims of another provider are of no company, though it has no other people', async () => {
  await sendAcme();
  const who = await arrives(ADA, 'other');
  expect([who.company, who.isOfOneCompany]).toEqual([null, true]);
});
