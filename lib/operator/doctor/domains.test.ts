import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDomains } from '#lib/operator/doctor/domains';
import { proofName } from '#lib/providers/domain-proof';
import { TestDns } from '#lib/testing/dns.test-support';

const dns = new TestDns();
beforeAll(() => dns.startHere());
afterAll(() => dns.stop());

const of = (domain: string, verified: number) => ({ domain, proof: 'the proof', verified });

test('a domain is well while its DNS says that it is ours', async () => {
  for (const name of ['there.example', 'waits.example'])
    dns.records.set(proofName(name), [['the proof']]);
  const found = await checkDomains([of('there.example', 1), of('gone.example', 1), of('waits.example', 0), of('new.example', 0)]); // biome-ignore format: one line
  expect(found.map(({ check, is, says }) => [check, is, says])).toEqual([
    ['domain there.example', 'ok', 'Its DNS says that it is yours.'],
    ['domain gone.example', 'warning', expect.stringContaining('was verified, and now there is no TXT record')],
    ['domain waits.example', 'warning', 'It counts for nothing yet.'],
    ['domain new.example', 'warning', expect.stringContaining('counts for nothing yet: there is no TXT record')],
  ]); // biome-ignore format: one line each
  expect(await checkDomains([])).toEqual([]);
});
