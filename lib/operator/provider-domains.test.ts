import { runCommand } from 'citty';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { domains } from '#lib/operator/provider-domains';
import { providers } from '#lib/operator/providers';
import { explain } from '#lib/operator/terminal';
import { proofName } from '#lib/providers/domain-proof';
import { applyGivenDomains } from '#lib/providers/given-domains';
import { addProvider } from '#lib/providers/stored';
import { changeSettings, emptyTables } from '#lib/testing/database.test-support';
import { TestDns } from '#lib/testing/dns.test-support';

const dns = new TestDns();
beforeAll(() => dns.startHere());
afterAll(() => dns.stop());

beforeEach(async () => {
  await emptyTables();
  dns.records.clear();
  const ours = { clientId: 'us', clientSecret: 'a secret' };
  for (const name of ['acme', 'other'])
    await addProvider({ kind: 'oidc', name, issuer: `https://id.${name}.example`, ...ours });
  for (const kind of ['github', 'microsoft'] as const) await addProvider({ kind, ...ours });
});

/** A command as an operator types it, in this process. */
async function run(command: typeof domains, words: string[]) {
  const said: string[] = [];
  const print = vi.spyOn(console, 'log').mockImplementation((line) => void said.push(`${line}\n`));
  const failed = await runCommand(command, { rawArgs: words }).then(() => null, explain);
  print.mockRestore();
  return { exitCode: failed?.exitCode ?? 0, stdout: said.join(''), stderr: failed?.message ?? '' };
}
const domain = (...words: string[]) => run(domains, words);

const recordIn = (stdout: string) => stdout.match(/TXT {2}(\S{43})/)?.[1] ?? 'none';

test('a domain counts once its DNS says so, is changed, listed and removed', async () => {
  const added = await domain('add', 'ACME.example.', '--provider', 'acme', '--required', '--role', 'groups=staff:support'); // biome-ignore format: one line
  expect([added.exitCode, added.stderr]).toEqual([0, '']);
  expect(added.stdout).toContain('acme.example  not verified yet  acme: its people sign in by it alone, with the roles groups=staff:support'); // biome-ignore format: one line
  expect(added.stdout).toContain('_gatehouse-challenge.acme.example');
  const proof = recordIn(added.stdout);
  const none = await domain('check', 'acme.example');
  expect([none.exitCode, none.stderr]).toEqual([1, expect.stringContaining('there is no TXT record')]); // biome-ignore format: one line
  dns.records.set(proofName('acme.example'), [[proof]]);
  const found = await domain('check', '@acme.example');
  expect([found.exitCode, found.stdout]).toEqual([0, 'acme.example  is verified\n']);
  // The way back: other ways are let in again, and the roles stay as they are.
  const back = await domain('add', 'acme.example', '--provider', 'acme');
  expect(back.stdout).toBe('acme.example  verified  acme: its people sign in by it or as everybody does, with the roles groups=staff:support\n'); // biome-ignore format: one line
  const json = JSON.parse((await domain('add', 'acme.example', '--provider', 'acme', '--role', 'none', '--json')).stdout); // biome-ignore format: one line
  expect(json).toMatchObject({ isRequired: false, roles: '', record: { value: proof } });
  // The DNS may fall silent: what was verified stays, and the operator hears of it.
  dns.records.clear();
  expect((await domain('check')).exitCode).toBe(1);
  expect((await domain('list')).stdout).toContain('acme.example  verified  acme');
  const kept = await run(providers, ['remove', 'acme']);
  expect([kept.exitCode, kept.stderr]).toEqual([1, expect.stringContaining('acme.example is sent to acme')]); // biome-ignore format: one line
  expect((await domain('remove', 'acme.example')).exitCode).toBe(0);
  expect((await domain('remove', 'acme.example')).exitCode).toBe(3);
  expect((await domain('list')).stdout).toBe('No domains.\n');
  // Added again it has another proof: the old record opens nothing.
  const again = await domain('add', 'acme.example', '--provider', 'acme');
  expect(recordIn(again.stdout)).not.toBe(proof);
});

test('a domain is claimed once, in whatever form it is typed', async () => {
  await domain('add', 'bücher.example', '--provider', 'acme');
  for (const typed of ['xn--bcher-kva.example', 'BÜCHER.example', 'bücher.example.']) {
    const twice = await domain('add', typed, '--provider', 'other');
    expect([typed, twice.exitCode, twice.stderr]).toEqual([typed, 1, expect.stringContaining('is sent to acme already')]); // biome-ignore format: one line
  }
});

test.each([
  [['add', 'acme'], 2, /"acme" is no domain/],
  [['add', 'https://acme.example'], 2, /is no domain/],
  [['add', 'ada@acme.example'], 2, /is no domain/],
  [['add', '*.acme.example'], 2, /is no domain/],
  [['add', 'new.example'], 2, /Say by which provider/],
  [['add', 'new.example', '--provider', 'nobody'], 3, /There is no provider nobody/],
  [['add', 'new.example', '--provider', 'github'], 2, /Everybody can have an account at github/],
  [['add', 'new.example', '--provider', 'microsoft'], 2, /an issuer of its own/],
  [['add', 'new.example', '--provider', 'acme', '--role', 'staff'], 2, /list of CLAIM=VALUE:ROLE/],
  [['add', 'new.example', '--provider', 'acme', '--role', 'a=b:owner'], 2, /Roles are member/],
  [['check', 'new.example'], 3, /is sent to no provider/],
  [['remove', 'new.example'], 3, /is sent to no provider/],
] as const)('%j ends with %i', async (words, code, says) => {
  const { exitCode, stderr } = await domain(...words);
  expect([exitCode, stderr]).toEqual([code, expect.stringMatching(says)]);
});

test('a domain of the settings is changed there alone', async () => {
  const acme = { kind: 'oidc', name: 'acme', issuer: 'https://id.acme.example', clientId: 'us', clientSecret: 'a', domains: [{ domain: 'acme.example' }] }; // biome-ignore format: one line
  changeSettings({ PROVIDERS: JSON.stringify([acme]) });
  await applyGivenDomains();
  for (const words of [
    ['add', 'ACME.example', '--provider', 'other', '--required'],
    ['remove', 'acme.example'],
  ])
    expect(await domain(...words)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('stands in PROVIDERS') }); // biome-ignore format: one line
  expect((await domain('list')).stdout).toContain('acme.example  not verified yet  acme');
  changeSettings({ PROVIDERS: '[]' });
  expect((await domain('remove', 'acme.example')).exitCode).toBe(0);
});
