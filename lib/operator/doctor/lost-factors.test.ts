import { beforeEach, expect, test } from 'vitest';
import { addApp, addRecoveryCodes } from '#lib/accounts/factors.test-support';
import { viewerOf } from '#lib/accounts/life.test-support';
import { connection, postgres } from '#lib/db/client';
import { type FactorRoot, findingsOfLostFactors, ROOTS_OF_FACTORS } from '#lib/operator/doctor/lost-factors'; // biome-ignore format: one line
import { addUser, changeSettings, emptyTables } from '#lib/testing/database.test-support';

const OLD = 'old-secret-0123456789-abcdefghij-KLMNOP';
const NEW = 'new-secret-0123456789-abcdefghij-KLMNOP';

beforeEach(emptyTables);

/** What the query finds, on whichever engine. */
async function found(): Promise<FactorRoot[]> {
  const server = postgres();
  if (!server) return connection().prepare(ROOTS_OF_FACTORS).all() as FactorRoot[];
  const [rows = []] = (await server.transact([{ sql: ROOTS_OF_FACTORS, params: [] }], true)) ?? [];
  return rows.map(([kind, root, people]) => ({ kind, root, people: Number(people) }) as FactorRoot);
}

test('whose factors hang on a secret that is gone is said, and of the others nothing', async () => {
  expect(findingsOfLostFactors(await found(), [NEW])).toEqual([]);
  changeSettings({ SESSION_SECRET: OLD });
  const ada = await addUser('ada@example.com');
  await addRecoveryCodes(await viewerOf(ada));
  await addApp(ada);
  changeSettings({ SESSION_SECRET: NEW });
  await addApp(await addUser('bob@example.com'));
  const rows = await found();
  for (const secrets of [[NEW, OLD], [OLD, NEW], []]) expect(findingsOfLostFactors(rows, secrets)).toEqual([]); // biome-ignore format: one line
  const lost = findingsOfLostFactors(rows, [NEW]).map(({ is, says }) => [is, says]);
  expect(lost).toEqual([
    ['warning', expect.stringContaining('authenticator app of 1 person')],
    ['warning', expect.stringContaining('recovery codes of 1 person')],
  ]);
});
