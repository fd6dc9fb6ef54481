import { afterAll, beforeAll, expect, test } from 'vitest';
import { Providers } from '#lib/env/providers';
import { checkDomains } from '#lib/operator/doctor/domains';
import { proofName } from '#lib/providers/domain-proof';
import { TestDns } from '#lib/testing/dns.test-support';

const dns = new TestDns();
beforeAll(() => dns.startHere());
afterAll(() => dns.stop());

const of = (domain: string, verified: number, more: object = {}) => ({
  ...{ domain, proof: 'the proof', provider: 'acme', required: 1, roles: '', verified, present: 1 },
  ...more,
});

test('a domain is well while its DNS says that it is ours', async () => {
  for (const name of ['there.example', 'waits.example'])
    dns.records.set(proofName(name), [['the proof']]);
  const found = await checkDomains([of('there.example', 1), of('gone.example', 1), of('waits.example', 0), of('new.example', 0), of('left.example', 1, { present: 0 })], []); // biome-ignore format: one line
  expect(found.map(({ check, is, says }) => [check, is, says])).toEqual([
    ['domain there.example', 'ok', 'Its DNS says that it is yours.'],
    ['domain gone.example', 'warning', expect.stringContaining('was verified, and now there is no TXT record')],
    ['domain waits.example', 'warning', 'It counts for nothing yet.'],
    ['domain new.example', 'warning', expect.stringContaining('counts for nothing yet: there is no TXT record')],
    ['domain left.example', 'warning', 'It is sent to acme, and there is no such provider.'],
  ]); // biome-ignore format: one line each
  expect(await checkDomains([], [])).toEqual([]);
});

test('what PROVIDERS says of a domain is held against what a server has read of it', async () => {
  dns.records.set(proofName('acme.example'), [['the proof']]);
  const given = (domains: object) =>
    Providers.parse(
      JSON.stringify([{ kind: 'oidc', name: 'acme', issuer: 'https://id.example', clientId: 'us', clientSecret: 'a', domains: [domains] }]),
    );
  const says = async (domains: object, ...rows: ReturnType<typeof of>[]) =>
    (await checkDomains(rows, given(domains))).map(({ is }) => is);
  const ours = { domain: 'acme.example', required: true };
  // It is there in the settings alone.
  expect(await says(ours, of('acme.example', 1, { present: 0 }))).toEqual(['ok']);
  expect(await says(ours)).toEqual(['warning']);
  for (const more of [{ required: 0 }, { roles: 'a=b:support' }, { provider: 'other' }])
    expect([more, await says(ours, of('acme.example', 1, more))]).toEqual([more, ['ok', 'warning']]);
}); // biome-ignore format: one line
