import { expect, test } from 'vitest';
import { randomSecret } from '#lib/crypto/tokens';
import { examine } from '#lib/operator/doctor/examine';

const DATABASE_URL = 'postgres://gatehouse@127.0.0.1:1/gatehouse';

test.each([
  ['PORT', { PORT: 'none', SESSION_SECRET: randomSecret() }],
  ['SESSION_SECRET', {}],
])('a server is examined also while %s is wrong', async (name, settings) => {
  const found = await examine({ NODE_ENV: 'test', DATABASE_URL, ...settings });
  const problems = found.filter(({ is }) => is === 'problem');
  expect(problems.map(({ check }) => check)).toEqual(['settings', 'database']);
  expect(problems[0]?.says).toContain(name);
  expect(problems[1]?.says).toMatch(/^The database gatehouse at 127\.0\.0\.1:1 cannot be used: /);
});
