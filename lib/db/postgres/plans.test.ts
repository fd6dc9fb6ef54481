import { getTableConfig, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { TABLES } from '#drizzle/tables';
import { checkUp } from '#lib/accounts/check-up';
import { signIn } from '#lib/accounts/sign-in';
import { listOwnActivity } from '#lib/assembly/activity';
import { db } from '#lib/db/client';
import type { Table } from '#lib/db/engine';
import { everyActOfAll } from '#lib/db/every-act.test-support';
import { env } from '#lib/env';
import { listSessions } from '#lib/session/list';
import { findViewer } from '#lib/session/store';
import { addUser, beginSession, from, PASSWORD } from '#lib/testing/database.test-support';
import { openClient } from '#lib/testing/in-cluster.test-support';
import { HOT_PERSON, SMALL_TABLES, skewedRows } from '#lib/testing/skewed.test-support';

vi.mock(
  'next/headers',
  async () => (await import('#lib/session/cookies.test-support')).fakeCookies().module,
);
vi.setConfig({ testTimeout: 120_000 });

const ROWS = 15_000;
/** More than one person, thing or page of a list has: to sort as many is to sort a table. */
const SORTED = 1_000;

/**
 * What the purge takes at once, or an account takes along, is a large part of so few rows, and to be found by reading them.
 * These are planned as if to read a page cost a hundred times as much: as in a table of millions, where it is little.
 */
const TAKES_MANY = /^delete from .*( limit 500\) returning |in \(select "object" from "grants")/;

/** What leads to rows by a moment leads to those of everybody. */
const BY_TIME = new Set(
  TABLES.flatMap((table) => getTableConfig(table as Table).indexes)
    .filter(({ config }) => (config.columns[0] as SQLiteColumn | undefined)?.dataType === 'date')
    .map(({ config }) => config.name),
);
/** What is asked at every dashboard reads the entries of this account and kind alone, however many others sign in. */
const OF_CHECK_UP = /^with "change"|"audit_events"."type" = cast\(/;

/** A step of a plan, as EXPLAIN (FORMAT JSON) tells it. */
type Step = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Plan Rows': number;
  Plans?: Step[];
};
type Planned = { text: string; mode: string; plan: Step };
type Query = string | { text: string; values?: unknown[] };
type Heard = Map<string, unknown[]>;
const MODES = ['force_generic_plan', 'force_custom_plan'] as const;

/** The statements that some work sends, each with the values that it had first. */
async function hear(work: () => Promise<unknown>): Promise<Heard> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const heard: Heard = new Map();
  for (const [one, more] of query.mock.calls as unknown as [Query, unknown[]?][]) {
    const { text, values = more ?? [] } = typeof one === 'string' ? { text: one } : one;
    if (/^(with|select|insert|update|delete)\b/i.test(text) && !heard.has(text))
      heard.set(text, values);
  }
  query.mockRestore();
  return heard;
}

async function plannerOf() {
  const client = await openClient(env().DATABASE_URL);
  onTestFinished(() => client.end());
  let nth = 0;
  const inList = (value: unknown) => (value === null ? 'null' : JSON.stringify(String(value)));
  function literal(value: unknown): string {
    if (value === null || value === undefined) return 'null';
    const text = Array.isArray(value) ? `{${value.map(inList).join(',')}}` : String(value);
    return client.escapeLiteral(text);
  }
  return {
    client,
    /** How the server goes about a statement, prepared once: with whatever values, or with these. */
    async planOf(text: string, values: unknown[], mode: (typeof MODES)[number]): Promise<Step> {
      const name = `p${nth++}`;
      await client.query(`prepare ${name} as ${text}`);
      await client.query(`set plan_cache_mode = ${mode}`);
      await client.query(`set seq_page_cost = ${TAKES_MANY.test(text) ? 100 : 1}`);
      const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : '';
      const { rows } = await client.query(`explain (format json) execute ${name}${given}`);
      await client.query(`deallocate ${name}`);
      return rows[0]['QUERY PLAN'][0].Plan;
    },
  };
}

let isFilled = false;

async function fillOnce(client: pg.Client) {
  if (isFilled) return;
  await db().run('select 1');
  for (const statement of skewedRows(ROWS)) await client.query(statement);
  isFilled = true;
}

const stepsOf = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(stepsOf)];

const indexesOf = (plan: Step) => [
  ...new Set(stepsOf(plan).flatMap((step) => step['Index Name'] ?? [])),
];

/** What of a plan takes longer the more there is in the tables. */
function faultsOf(plan: Step): string[] {
  return stepsOf(plan).flatMap((step) => {
    const { 'Node Type': kind, 'Relation Name': table = '', 'Plan Rows': count } = step;
    const isSmall = SMALL_TABLES.includes(table) || table.startsWith('pg_');
    if (kind === 'Seq Scan' && !isSmall) return `reads all of ${table}`;
    if (kind === 'Sort' && (step.Plans?.[0]?.['Plan Rows'] ?? count) > SORTED)
      return `sorts ${step.Plans?.[0]?.['Plan Rows']} rows`;
    return [];
  });
}

/** What is asked at every page of a dashboard, and at every sign-in. */
async function hotActs() {
  const ticket = await beginSession(await addUser('hot@example.com'));
  const { viewer } = (await findViewer(ticket)) ?? fail('no session');
  await checkUp(viewer, await listSessions(viewer));
  await listOwnActivity(viewer, 40);
  const tried = { email: 'hot@example.com', isPersistent: false, previous: null, browser: null };
  for (const password of [PASSWORD, 'wrong'])
    await from('198.51.100.7', () => signIn({ ...tried, password }));
}

function fail(why: string): never {
  throw new Error(why);
}

test('no statement reads or sorts a whole table, however uneven its rows are, and the hot ones keep to their indexes', async () => {
  // The migrations have statements of their own.
  await db().run('select 1');
  const hot = await hear(hotActs);
  const heard = new Map([...hot, ...(await hear(everyActOfAll))]);
  expect(heard.size).toBeGreaterThan(100);
  const { client, planOf } = await plannerOf();
  const ofHotPerson = await putHotPerson(client);
  await fillOnce(client);
  const plans: Planned[] = [];
  for (const [text, values] of heard)
    for (const mode of MODES)
      for (const given of [values, values.map(ofHotPerson)])
        plans.push({ text, mode, plan: await planOf(text, given, mode) });
  const found = (faultsIn: (plan: Step) => string[], among: (text: string) => boolean) => [
    ...new Set(
      plans
        .filter(({ text }) => among(text))
        .flatMap(({ text, mode, plan }) => faultsIn(plan).map((one) => `${one}, ${mode}: ${text}`)),
    ),
  ];
  expect(found(faultsOf, () => true)).toEqual([]);
  const byTime = (plan: Step) => indexesOf(plan).filter((index) => BY_TIME.has(index));
  expect(found(byTime, (text) => hot.has(text))).toEqual([]);
  const ofCheckUp = plans.filter(({ text }) => OF_CHECK_UP.test(text));
  expect(new Set(ofCheckUp.flatMap(({ plan }) => indexesOf(plan)))).toEqual(
    new Set(['audit_events_user_type']),
  );
});

/** Puts the person that most rows are of in the place of whoever did something. */
async function putHotPerson(client: pg.Client) {
  const { rows } = await client.query(
    'select distinct user_id from audit_events where user_id is not null',
  );
  const people = rows.map(({ user_id }) => String(user_id));
  return (value: unknown) =>
    typeof value === 'string'
      ? people.reduce((text, id) => text.replaceAll(id, HOT_PERSON), value)
      : value;
}

test('a statement that reads or sorts a whole table would be noticed', async () => {
  const { client, planOf } = await plannerOf();
  await fillOnce(client);
  for (const mode of MODES) {
    const faults = async (text: string) => faultsOf(await planOf(text, ['a'], mode));
    expect(await faults('select * from users where name = $1')).toEqual(['reads all of users']);
    expect(await faults('select * from users where email = $1')).toEqual([]);
    expect(await faults('select * from users where id > $1 order by created_at')).not.toEqual([]);
  }
});
