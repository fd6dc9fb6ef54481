import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { QUICK_START } from '#lib/testing/deployment.test-support';

const SESSIONS = 50_000;
const CODES = 2_000;

// What the domain itself makes, in a process of its own.
const MAKE = `
  const { admit } = await import('#lib/session/admit');
  const { newCode } = await import('#lib/codes/issue');
  const lines = [];
  for (let i = 0; i < ${SESSIONS}; i++) {
    const proven = { userId: 'user', amr: ['pwd'], authenticatedAt: new Date(), settle: null };
    const { ticket } = await admit(proven, { isPersistent: false, previous: null });
    lines.push(ticket.sessionId, ticket.secret);
  }
  for (let i = 0; i < ${CODES}; i++) {
    const { id, secret } = await newCode('sign-up', 'a@example.com', {}, { isRight: true });
    lines.push(id, secret);
  }
  process.stdout.write(lines.join('\\n'));
`;

async function make(): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=react-server', '--input-type=module', '--eval', MAKE],
    {
      env: {
        NODE_ENV: 'test',
        PATH: process.env['PATH'] ?? '',
        ...QUICK_START,
        DATABASE_URL: ':memory:',
      },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return stdout.split('\n');
}

test('two processes that make sessions and codes at once never make the same id or secret', {
  tag: '@long',
}, async () => {
  const made = (await Promise.all([make(), make()])).flat();
  expect(made).toHaveLength(2 * 2 * (SESSIONS + CODES));
  expect(new Set(made).size).toBe(made.length);
});
