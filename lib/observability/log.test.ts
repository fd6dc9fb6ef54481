import { expect, test } from 'vitest';
import { clip } from '#lib/observability/log';
import { runApart } from '#lib/testing/database.test-support';

/** What really comes out on standard output, one entry per line. */
async function logged(lines: string, LOG_LEVEL = 'debug') {
  const script = `const { log } = await import('#lib/observability/log');\n${lines}`;
  const { code, out, errors } = await runApart(script, { DATABASE_URL: ':memory:', LOG_LEVEL })
    .ended;
  expect([code, errors]).toEqual([0, '']);
  const texts = out.split('\n').filter(Boolean);
  return { out, entries: texts.map((text) => JSON.parse(text) as Record<string, unknown>) };
}

test('each event is one line of JSON with its time', async () => {
  const { entries } = await logged("log().info({ path: '/x' }, 'one'); log().warn('two');");
  expect(entries).toMatchObject([
    { path: '/x', msg: 'one', level: 30 },
    { msg: 'two', level: 40 },
  ]);
  for (const { time } of entries) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test('nothing that somebody sends can begin a line of its own or move the cursor', async () => {
  const evil =
    'x\r\n{"level":60,"msg":"forged"}\n\u001b[2J\u001b[31mred\u0007","msg":"broken\u2028';
  const { out, entries } = await logged(
    `const evil = ${JSON.stringify(evil)}; log().info({ path: evil, userAgent: evil }, evil);`,
  );
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ level: 30, path: evil, msg: evil });
  expect(out.trimEnd()).not.toMatch(/\p{Cc}/u);
});

test('what could be a secret is replaced, at the top and one level down', async () => {
  const { out, entries } = await logged(`
    const secrets = { password: 'canary', code: 'canary', secret: 'canary', ticket: 'canary',
      cookie: 'canary', authorization: 'canary', body: 'canary', SESSION_SECRET: 'canary',
      SMTP_URL: 'canary', METRICS_TOKEN: 'canary', WITNESS_TOKEN: 'canary' };
    log().info({ ...secrets, headers: secrets, kept: 'kept' }, 'event');`);
  expect(out).not.toContain('canary');
  expect(entries[0]).toMatchObject({ password: '[redacted]', kept: 'kept' });
});

test('an error is told without the values that were bound to its query', async () => {
  const { out, entries } = await logged(`
    const cause = new Error('disk full'.padEnd(5000, '.'));
    const error = new Error('Failed query: select ?\\nparams: canary@example.com', { cause });
    log().error({ err: error }, 'failed');
    log().error({ err: 'canary text' }, 'failed');`);
  expect(out).not.toContain('canary');
  const { err } = entries[0] as { err: Record<string, string> };
  expect(err).toMatchObject({ name: 'Error', message: 'Failed query: select ?' });
  expect(err['stack']).toMatch(/^\s+at /);
  expect(JSON.stringify(entries[0]).length).toBeLessThan(5000);
  expect(entries[1]).toMatchObject({ err: { message: 'not an error' } });
});

test('what is below the level is not written', async () => {
  const { entries } = await logged("log().info('one'); log().error('two');", 'error');
  expect(entries).toMatchObject([{ msg: 'two' }]);
});

test('text from outside is cut', () => {
  expect(clip('x'.repeat(200))).toHaveLength(200);
  expect(clip('x'.repeat(1_000_000))).toBe(`${'x'.repeat(200)}…`);
  expect(clip('abcdef', 3)).toBe('abc…');
});

test('text from outside holds nothing that a terminal would obey or the eye not see', () => {
  expect(clip('a\u001b[31m\u009b2J\u202egpj.exe\u200b\u2028\r\nb')).toBe('a [31m 2J gpj.exe    b');
});
