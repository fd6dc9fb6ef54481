import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { QUICK_START } from '#lib/testing/deployment.test-support';
import { rows } from './rows.ts';
import type { TestServer } from './server.ts';

// What the domain itself does at a sign-in, after the password.
const MAKE = `
  const { admit } = await import('#lib/session/admit');
  const { transaction } = await import('#lib/db/transaction');
  const { sealTicket } = await import('#lib/session/ticket');
  for (const userId of process.argv.slice(2))
    for (let nth = 0; nth < Number(process.argv[1]); nth++) {
      const proven = { userId, amr: ['pwd'], authenticatedAt: new Date(), settle: null };
      const session = await admit(proven, { isPersistent: nth % 2 === 0, previous: null });
      await transaction(session.writes);
      process.stdout.write((await sealTicket(session.ticket)) + '\\n');
    }
  // On a server its connections would keep this process.
  await (await import('#lib/db/client')).closeDb();
`;

/** Opens `each` sessions for each of these people without their passwords; answers the sealed cookies. */
export async function openSessions(
  server: TestServer,
  secret: string,
  people: string[],
  each: number,
): Promise<string[]> {
  const ids = people.map((email) =>
    String(rows(server, 'select id from users where email = ?', email)[0]?.['id']),
  );
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=react-server', '--input-type=module', '--eval', MAKE, String(each), ...ids],
    {
      env: {
        NODE_ENV: 'test',
        PATH: process.env['PATH'] ?? '',
        ...QUICK_START,
        SESSION_SECRET: secret,
        ...server.settings,
      },
      maxBuffer: 16 * 1024 * 1024,
    },
  );
  return stdout.trim().split('\n');
}
