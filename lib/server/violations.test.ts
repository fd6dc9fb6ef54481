import { expect, test } from 'vitest';
import { runApart } from '#lib/testing/database.test-support';

async function logged(lines: string) {
  const script = `const { logViolations } = await import('#lib/server/violations');\n${lines}`;
  const { code, out } = await runApart(script, { DATABASE_URL: ':memory:' }).ended;
  expect(code).toBe(0);
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as object);
}
const report = (body: object) => JSON.stringify([{ type: 'csp-violation', body }]);

test('a report is one line, without the query of any address and no longer than it must be', async () => {
  const text = report({
    documentURL: 'https://app.acme.test/sign-in?next=canary#canary',
    blockedURL: `https://evil.test/${'x'.repeat(9000)}`,
    effectiveDirective: 'script-src-elem',
  });
  const entries = await logged(`logViolations(${JSON.stringify(text)})`);
  expect(entries).toMatchObject([
    { event: 'csp_violation', directive: 'script-src-elem', page: 'https://app.acme.test/sign-in' },
  ]);
  expect(JSON.stringify(entries)).not.toContain('canary');
  expect(JSON.stringify(entries).length).toBeLessThan(800);
});

test('a browser that only knows the older way to report is heard too', async () => {
  const text = JSON.stringify({
    'csp-report': {
      'document-uri': 'https://app.acme.test/sign-in?next=canary',
      'blocked-uri': 'inline',
      'effective-directive': 'script-src-elem',
      'script-sample': 'canary',
    },
  });
  const entries = await logged(`logViolations(${JSON.stringify(text)})`);
  expect(entries).toMatchObject([
    {
      event: 'csp_violation',
      directive: 'script-src-elem',
      page: 'https://app.acme.test/sign-in',
      blocked: 'inline',
    },
  ]);
  expect(JSON.stringify(entries)).not.toContain('canary');
});

test('what is no report is dropped without a word', async () => {
  const junk = [
    '',
    '{',
    'null',
    '[]',
    '[1]',
    '{"type":"csp-violation"}',
    report({ documentURL: 7 }),
    '{"csp-report":[]}',
    '{"csp-report":{"document-uri":{}}}',
  ];
  expect(await logged(`for (const text of ${JSON.stringify(junk)}) logViolations(text)`)).toEqual(
    [],
  );
});

test('however many are sent, twenty a minute are kept', async () => {
  const text = JSON.stringify(report({ documentURL: '/' }));
  const entries = await logged(
    `Date.now = () => 1e12; for (let i = 0; i < 500; i++) logViolations(${text})`,
  );
  expect(entries).toHaveLength(20);
});
