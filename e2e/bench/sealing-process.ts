// A process of its own that lets entries wait for the audit log, and seals them: prints JSON, entries per second of each round.
import { record } from '#lib/audit/record';
import { closeDb, postgres } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';

const ROUNDS = 5;
const ENTRIES = 10_000;
/** In one transaction. */
const AT_ONCE = 500;

const server = postgres();
if (!server) throw new Error('DATABASE_URL names no PostgreSQL.');
const rates: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  for (let nth = 0; nth < ENTRIES; nth += AT_ONCE)
    await transaction(
      Array.from({ length: AT_ONCE }, () =>
        record({ type: 'authn_login_success', userId: 'ada', sessionId: `session-${round}` }),
      ),
    );
  const start = performance.now();
  const sealed = await server.seal();
  if (sealed !== ENTRIES) throw new Error(`${sealed} entries were sealed, not ${ENTRIES}`);
  rates.push((sealed / (performance.now() - start)) * 1000);
}
await closeDb();
process.stdout.write(JSON.stringify(rates));
