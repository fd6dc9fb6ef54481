import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { companyDomains } from '#drizzle/schema/company-domains';
import { db } from '#lib/db/client';
import { checkSettings } from '#lib/env';
import { proofName } from '#lib/providers/domain-proof';
import { findDomain, requiredDomain } from '#lib/providers/domains';
import { applyGivenDomains } from '#lib/providers/given-domains';
import { readRoleMap } from '#lib/providers/role-map';
import { changeSettings, emptyTables } from '#lib/testing/database.test-support';
import { TestDns } from '#lib/testing/dns.test-support';

const dns = new TestDns();
beforeAll(() => dns.startHere());
afterAll(() => dns.stop());
beforeEach(async () => {
  await emptyTables();
  dns.records.clear();
});

const ACME = { kind: 'oidc', name: 'acme', issuer: 'https://id.acme.example', clientId: 'us', clientSecret: 'a secret' }; // biome-ignore format: one line
const OTHER = { ...ACME, name: 'other', issuer: 'https://id.other.example' };

/** A server of these settings comes to its work. */
async function apply(...providers: object[]) {
  changeSettings({ PROVIDERS: JSON.stringify(providers) });
  return applyGivenDomains();
}
const to = (provider: object, domain: object) => ({ ...provider, domains: [domain] });
const says = async (proof = '') =>
  dns.records.set(proofName('acme.example'), [[proof || String((await row())?.proof)]]);
const row = () => findDomain('acme.example');

test('a domain of the settings is stored, and counts once its DNS says so', async () => {
  const wanted = to(ACME, {
    domain: 'ACME.example',
    required: true,
    roles: 'groups=staff:support',
  });
  expect(await apply(wanted)).toBe(1);
  expect(await row()).toMatchObject({ provider: 'acme', isRequired: true, roles: 'groups=staff:support', verifiedAt: null }); // biome-ignore format: one line
  await says('something else');
  expect(await apply(wanted)).toBe(0);
  expect(await requiredDomain('ada@acme.example')).toBeNull();
  await says();
  expect(await apply(wanted)).toBe(1);
  expect(await requiredDomain('ada@acme.example')).toMatchObject({ provider: 'acme' });
  // Nothing is left to be done, and nothing is undone while the DNS is silent.
  dns.records.clear();
  expect(await apply(wanted)).toBe(0);
  expect(await requiredDomain('ada@acme.example')).not.toBeNull();
});

test('what the settings say now counts, and what they say no more stays as it was', async () => {
  const required = to(ACME, { domain: 'acme.example', required: true });
  await apply(required);
  await says();
  await apply(required);
  const { proof } = (await row()) ?? {};
  for (const [given, stored] of [
    [[ACME], { provider: 'acme', isRequired: true }],
    [[], { provider: 'acme', isRequired: true }],
    [[to(ACME, { domain: 'acme.example' })], { provider: 'acme', isRequired: false }],
    [[ACME, to(OTHER, { domain: 'acme.example', required: true })], { provider: 'other', isRequired: true }],
  ] as const) {
    await apply(...given);
    expect(await row()).toMatchObject({ ...stored, proof, verifiedAt: expect.any(Date) });
  }
}); // biome-ignore format: one line each

test('of servers that come to it at once none stores it twice', async () => {
  const wanted = to(ACME, { domain: 'acme.example' });
  await Promise.all([apply(wanted), apply(wanted), apply(wanted)]);
  expect(await db().$count(companyDomains)).toBe(1);
});

test.each<[string, unknown, RegExp]>([
  ['no domain', [to(ACME, { domain: 'acme' })], /none of addresses|one of addresses/],
  ['an address', [to(ACME, { domain: 'ada@acme.example' })], /none of addresses|one of addresses/],
  ['a domain of all below it', [to(ACME, { domain: '*.acme.example' })], /none of addresses|one of addresses/],
  ['nothing', [to(ACME, {})], /domain is missing/],
  ['letters that are not ASCII', [to(ACME, { domain: 'bücher.example' })], /none of addresses/],
  ['a word for yes', [to(ACME, { domain: 'acme.example', required: 'yes' })], /required is true or false/],
  ['roles that are none', [to(ACME, { domain: 'acme.example', roles: 'groups=staff:owner' })], /roles is a list/],
  ['a word that is not known', [to(ACME, { domain: 'acme.example', verified: true })], /verified/],
  ['a provider of the whole world', [to({ ...ACME, kind: 'github' }, { domain: 'acme.example' })], /only a provider of/],
  ['Microsoft of all organisations', [to({ ...ACME, kind: 'microsoft', issuer: undefined }, { domain: 'acme.example' })], /only a provider of/],
  ['an issuer that all the world has', [to({ ...ACME, issuer: 'https://accounts.google.com' }, { domain: 'acme.example' })], /only a provider of/],
  ['a domain of two', [to(ACME, { domain: 'acme.example' }), to(OTHER, { domain: 'ACME.EXAMPLE' })], /two providers/],
  ['a domain twice', [{ ...ACME, domains: [{ domain: 'XN--BCHER-KVA.example' }, { domain: 'xn--bcher-kva.example' }] }], /two providers/],
  ['a provider twice', [ACME, ACME], /a provider twice/],
  ['too many', [{ ...ACME, domains: Array.from({ length: 101 }, (_, nth) => ({ domain: `d${nth}.example` })) }], /100 domains at most/],
])('PROVIDERS with %s is refused before the start', (_, providers, why) => {
  const found = checkSettings({ NODE_ENV: 'test', PROVIDERS: JSON.stringify(providers) });
  expect(found.ok).toBe(false);
  expect(JSON.stringify(found)).toMatch(why);
}); // biome-ignore format: one line each

test.each([
  '',
  'groups=staff:support',
  ' a = b:member , , c=d:administrator',
  'https://x/y=a:b:support',
  'a=b',
  '=b:member',
  'a=:member',
  'a=b:owner',
  'a=b:support,nonsense',
])('the roles %j are taken by PROVIDERS where the map is one', (roles) => {
  const given = JSON.stringify([to(ACME, { domain: 'acme.example', roles })]);
  const { ok } = checkSettings({ NODE_ENV: 'test', PROVIDERS: given });
  expect(ok).toBe(readRoleMap(roles) !== null);
});
