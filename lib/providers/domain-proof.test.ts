import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOfProof, proofName } from '#lib/providers/domain-proof';
import { TestDns } from '#lib/testing/dns.test-support';

const dns = new TestDns();
beforeAll(() => dns.startHere());
afterAll(() => dns.stop());

const PROOF = 'Zm9yIG9uZSBkb21haW4gYW5kIG5vIG90aGVyIG9uZQ';
const NAME = proofName('acme.example');

test.each<[string, string[][] | number, RegExp | null]>([
  ['the record', [[PROOF]], null],
  ['the record, with blanks around it', [[` ${PROOF} `]], null],
  ['the record in pieces', [[PROOF.slice(0, 10), PROOF.slice(10)]], null],
  ['the record among others', [['v=spf1 -all'], [PROOF], ['another site']], null],
  ['another record', [['Zm9yIGFub3RoZXIgZG9tYWlu']], /acme\.example says something else$/],
  ['the record with more in it', [[`${PROOF}x`]], /says something else$/],
  ['a part of the record', [[PROOF.slice(1)]], /says something else$/],
  ['the record in another case', [[PROOF.toLowerCase()]], /says something else$/],
  ['an empty record', [['']], /says something else$/],
  ['no record at that name', [], /^there is no TXT record at _gatehouse-challenge\.acme\.example$/],
  ['no such name', 3, /^there is no TXT record at/],
  ['a name server that fails', 2, /^the DNS does not answer \(ESERVFAIL\)$/],
  ['a name server that refuses', 5, /^the DNS does not answer \(EREFUSED\)$/],
])('%s', async (_, known, fault) => {
  dns.records.clear();
  dns.records.set(NAME, known);
  const found = await faultOfProof({ domain: 'acme.example', proof: PROOF });
  expect(found).toEqual(fault ? expect.stringMatching(fault) : null);
});

test('the record of the domain above it proves nothing, nor that of one below', async () => {
  dns.records.clear();
  dns.records.set(proofName('example'), [[PROOF]]);
  dns.records.set(proofName('mail.acme.example'), [[PROOF]]);
  dns.records.set('acme.example', [[PROOF]]);
  expect(await faultOfProof({ domain: 'acme.example', proof: PROOF })).toMatch(/no TXT record/);
});
