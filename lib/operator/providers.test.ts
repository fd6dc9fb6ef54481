import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newDeployment } from '#lib/testing/deployment.test-support';
import { TestProvider } from '#lib/testing/oidc.test-support';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const here = newDeployment();
const { gatehouse } = here;
const acme = new TestProvider();
beforeAll(async () => {
  await here.seed();
  await acme.start(['http://localhost:3000/callback/acme']);
});
afterAll(() => {
  acme.stop();
  here.remove();
});

const SECRET = 'what proves us to the provider';

/** The command, with a secret piped in, as an operator does who keeps it in a file. */
const add = (...words: string[]) =>
  here.gatehouseReading(`${SECRET}\n`, 'providers', 'add', ...words);

test('a provider is added with a secret that is no argument, listed, checked and removed', async () => {
  const added = await add('oidc', '--name', 'acme', '--title', 'Acme', '--issuer', acme.issuer, '--client-id', 'us'); // biome-ignore format: one line
  expect([added.exitCode, added.stderr]).toEqual([0, '']);
  expect(added.stdout).toContain('http://localhost:3000/callback/acme');
  const list = await gatehouse('providers', 'list');
  expect(list.stdout).toBe(
    `acme  "Acme"  oidc  ${acme.issuer}  http://localhost:3000/callback/acme\n`,
  );
  const json = await gatehouse('providers', 'list', '--json');
  expect(added.stdout + list.stdout + json.stdout).not.toContain(SECRET);
  const checked = await gatehouse('providers', 'check');
  expect([checked.exitCode, checked.stdout]).toEqual([0, 'acme  answers\n']);
  expect((await gatehouse('providers', 'remove', 'acme')).exitCode).toBe(0);
  expect((await gatehouse('providers', 'remove', 'acme')).exitCode).toBe(3);
  expect((await gatehouse('providers', 'list')).stdout).toBe('No providers.\n');
});

test('one that does not answer is named', async () => {
  await add('oidc', '--name', 'gone', '--issuer', 'http://127.0.0.1:9', '--client-id', 'us');
  const checked = await gatehouse('providers', 'check');
  expect([checked.exitCode, checked.stderr]).toEqual([1, expect.stringContaining('gone  it does not answer')]); // biome-ignore format: one line
  await gatehouse('providers', 'remove', 'gone');
});

test.each([
  [['myspace', '--client-id', 'us'], /kind is one of google/],
  [['google'], /client id is missing/],
  [['oidc', '--client-id', 'us', '--name', 'a'], /needs an issuer and a name/],
  [['oidc', '--client-id', 'us', '--issuer', 'https://a.example'], /needs an issuer and a name/],
  [['oidc', '--client-id', 'us', '--issuer', 'nowhere', '--name', 'a'], /issuer is an address/],
  [['google', '--client-id', 'us', '--name', 'Not A Name'], /small letters/],
  [['apple', '--client-id', 'us'], /the team and the key/],
  [['google', '--client-id', 'us', '--client-secret', SECRET], /no option --client-secret/],
])('%j is refused before a secret is asked for', async (words, says) => {
  const { exitCode, stderr } = await add(...words);
  expect([exitCode, stderr]).toEqual([2, expect.stringMatching(says)]);
});
