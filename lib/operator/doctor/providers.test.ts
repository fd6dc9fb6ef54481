import { expect, test } from 'vitest';
import { checkProviders } from '#lib/operator/doctor/providers';
import { TestProvider } from '#lib/testing/oidc.test-support';

test('a provider that answers is named with its redirect address, others with what is wrong', async () => {
  const acme = await new TestProvider().start(['http://localhost:3000/callback/acme']);
  const rows = [
    { name: 'acme', kind: 'oidc', issuer: acme.issuer },
    { name: 'gone', kind: 'oidc', issuer: 'http://127.0.0.1:9' },
    { name: 'other', kind: 'oidc', issuer: `${acme.issuer}/nothing` },
  ] as const;
  const here = await checkProviders([...rows], 'http://localhost:3000');
  acme.stop();
  expect(here.map(({ is }) => is)).toEqual(['ok', 'warning', 'warning']);
  expect(here[0]?.says).toContain('http://localhost:3000/callback/acme');
  expect(here[2]?.says).toContain('answers with 404');
  const away = await checkProviders([...rows].slice(0, 1), 'https://app.example.com');
  expect(away[0]?.says).toContain('is not to be fetched from');
  expect(await checkProviders([], 'https://app.example.com')).toEqual([]);
});
