import { expect, test } from 'vitest';
import { rootName, rootOf } from '#lib/crypto/roots';
import { randomSecret } from '#lib/crypto/tokens';
import { examine } from '#lib/operator/doctor/examine';
import { findingsOfIssued } from '#lib/operator/doctor/issued';

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

test.each([
  ['the old one', ['old'], /the next start is refused/],
  [
    'the new one',
    ['new'],
    /A secret of the last start is missing: the next start ends every session/,
  ],
  ['another', ['other'], /last started with another secret: the next start is refused/],
  ['both', ['new', 'old'], undefined],
])('with %s of two root secrets it says what a start beside others does', (_, given, says) => {
  const secrets = { old: randomSecret(), new: randomSecret(), other: randomSecret() };
  const roots = [secrets.old, secrets.new].map((secret, at) => ({
    id: rootName(rootOf(secret)),
    since: Date.now() + at,
  }));
  const own = given.map((name) => secrets[name as keyof typeof secrets]);
  const [finding] = findingsOfIssued(roots, [], own, false);
  if (says) expect(finding?.says).toMatch(says);
  else expect(finding).toBeUndefined();
});
