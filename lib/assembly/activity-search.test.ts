import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { ACTIVITY_KINDS } from '#lib/assembly/activity-kinds';
import { type ActivitySearch, searchOwnActivity } from '#lib/assembly/activity-search';
import { exportActivity } from '#lib/assembly/export-activity';
import { record } from '#lib/audit/record';
import type { AuditType } from '#lib/audit/types';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import { addPerson } from '#lib/product/notes/notes.test-support';
import { emptyTables } from '#lib/testing/database.test-support';
import type { Actor } from '#lib/things/access';

const CLIENT = { address: '203.0.113.1', userAgent: 'curl/8.9.1' };
const [PHONE, LAPTOP] = [uuid(), uuid()];
const only = (id: string) => ({ id, userAgent: null });
const EACH: [type: AuditType, sessionId: string | null][] = [
  ['authn_login_success', PHONE],
  ['authn_login_fail', null],
  ['credential_added', LAPTOP],
  ['authn_token_created', LAPTOP],
  ['sensitive_create', PHONE],
];

let ada: Actor;
let bob: Actor;

async function happen(of: Actor, events: typeof EACH, userAgent = CLIENT.userAgent) {
  const client = { ...CLIENT, userAgent };
  const userId = of.user.id;
  await transaction(events.map(([type, sessionId]) => record({ type, userId, sessionId, client })));
  await sealLog();
}

const ROUNDS = 7;

beforeEach(async () => {
  await emptyTables();
  [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  for (let round = 0; round < ROUNDS; round++) {
    await happen(ada, EACH);
    await happen(bob, EACH);
  }
});

/** The types and sessions of all pages, and how many events each page had. */
async function readAll(of: Actor, search: ActivitySearch, limit = 3) {
  const [seen, pages, ids]: [string[], number[], Set<string>] = [[], [], new Set()];
  for (let before: string | undefined; ; ) {
    const { events, next } = await searchOwnActivity(of, search, { limit, before });
    pages.push(events.length);
    for (const { id, type, sessionId } of events) {
      seen.push(`${type} ${sessionId}`);
      ids.add(id);
    }
    if (next === null) break;
    before = next;
  }
  expect(ids.size).toBe(seen.length);
  return { seen, pages };
}

const many = (words: string[]) => Array.from({ length: ROUNDS }, () => words).flat();

test.each<[ActivitySearch, string[]]>([
  [{}, [...EACH].reverse().map(([type, id]) => `${type} ${id}`)],
  [{ kind: 'signIns' }, [`authn_login_success ${PHONE}`]],
  [{ kind: 'refused' }, ['authn_login_fail null']],
  [{ kind: 'account' }, [`credential_added ${LAPTOP}`]],
  [{ kind: 'apps' }, [`authn_token_created ${LAPTOP}`]],
  [{ kind: 'things' }, [`sensitive_create ${PHONE}`]],
  [{ device: only(LAPTOP) }, [`authn_token_created ${LAPTOP}`, `credential_added ${LAPTOP}`]],
  [{ device: only(PHONE), kind: 'things' }, [`sensitive_create ${PHONE}`]],
  [{ device: only(PHONE), kind: 'refused' }, []],
  [
    { device: { id: PHONE, userAgent: CLIENT.userAgent }, kind: 'refused' },
    ['authn_login_fail null'],
  ],
  [{ device: { id: PHONE, userAgent: 'wget/1' }, kind: 'account' }, []],
  [{ device: only(uuid()) }, []],
])('%j finds what fits, newest first and each once, on pages of three', async (search, words) => {
  const { seen, pages } = await readAll(ada, search);
  expect(seen).toEqual(many(words));
  expect(Math.max(...pages)).toBeLessThanOrEqual(3);
});

test('a page looks only so far back, and the next one goes on where it stopped', async () => {
  await happen(ada, [['authn_confirmed', PHONE]]);
  await happen(
    ada,
    Array.from({ length: 2_100 }, () => ['credential_used', LAPTOP]),
  );
  const search = { kind: 'signIns', device: only(PHONE) } as const;
  const first = await searchOwnActivity(ada, search, { limit: 25 });
  expect(first.events).toEqual([]);
  expect(first.next).not.toBeNull();
  const { seen } = await readAll(ada, search, 25);
  expect(seen.length).toBe(ROUNDS + 1);
});

async function exported(of: Actor, search: Parameters<typeof exportActivity>[1]) {
  const pieces = await exportActivity(of, search);
  await sealLog();
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

test('a file has what fits on all pages, and that it was made is told first', async () => {
  for (const kind of ACTIVITY_KINDS) {
    const rows = JSON.parse(await exported(ada, { format: 'json', kind }));
    expect(new Set(rows.map(({ says }: { says: string }) => says !== '')), kind).toEqual(
      new Set([true]),
    );
    expect(rows.length, kind).toBeGreaterThanOrEqual(ROUNDS);
  }
  const all = JSON.parse(await exported(ada, { format: 'json' }));
  expect(all[0]).toMatchObject({
    type: 'data_exported',
    says: 'The list of activity was downloaded',
  });
  expect(all.length).toBe(ROUNDS * EACH.length + ACTIVITY_KINDS.length + 1);
  expect(Object.keys(all[1])).toEqual(['at', 'type', 'says', 'by', 'address', 'device', 'userAgent', 'id']); // biome-ignore format: one list
  const none = await exported(ada, { format: 'json', device: only(uuid()) });
  expect(JSON.parse(none)).toEqual([]);
  const device = { id: PHONE, userAgent: CLIENT.userAgent };
  const alike = await exported(ada, { format: 'json', kind: 'refused', device });
  expect(JSON.parse(alike).length).toBe(ROUNDS);
});

test('no spreadsheet takes what a client called itself for a formula', async () => {
  const hostile = '=HYPERLINK("https://evil.test";"x")';
  await happen(ada, [['authn_login_fail', null]], hostile);
  const csv = await exported(ada, { format: 'csv', kind: 'refused' });
  const lines = csv.split('\r\n');
  expect(lines[0]).toBe('at,type,says,by,address,device,userAgent,id');
  expect(lines.length).toBe(1 + ROUNDS + 1 + 1);
  expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.test"";""x"")"`);
  expect(csv).not.toMatch(/(^|,)"?[=+@-]/m);
});
