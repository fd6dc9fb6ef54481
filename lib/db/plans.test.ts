import { getTableName } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { connection } from '#lib/db/client';
import { everyActOfAll } from '#lib/db/every-act.test-support';
import { ALL_THINGS } from '#lib/product/resources';
import { moveToFile } from '#lib/testing/database.test-support';

vi.mock(
  'next/headers',
  async () => (await import('#lib/session/cookies.test-support')).fakeCookies().module,
);

/** Every statement that the domain prepares from now on. */
function listen(): Set<string> {
  const heard = new Set<string>();
  const sqlite = connection();
  const prepare = sqlite.prepare;
  sqlite.prepare = ((source: string) => {
    heard.add(source);
    return prepare(source);
  }) as typeof prepare;
  return heard;
}

function planOf(source: string): string[] {
  const blanks = Array(source.match(/\?/g)?.length ?? 0).fill(null);
  const steps = connection()
    .prepare(`explain query plan ${source}`)
    .all(...blanks);
  return (steps as { detail: string }[]).map(({ detail }) => detail);
}

// These have one row, or as many as there were keys, providers, domains or things that the migrations made, or the two
// thousand entries that a page of a search looks at.
const FEW_ROWS =
  /^SCAN (one_row|company_domains|providers USING( COVERING)? INDEX \w+|change|recent|audit_head|audit_anchor|audit_inbox( USING INDEX \w+)?|audit_verdict|signing_keys|sqlite_schema)( LEFT-JOIN)?$/;

/** What a subquery reads is a step of its own: where one is read that has a name, that is no scan of a table. */
function scansIn(source: string): string[] {
  const steps = planOf(source);
  const named = steps.flatMap(
    (step) => step.match(/^(?:CO-ROUTINE|MATERIALIZE) (\w+)$/)?.[1] ?? [],
  );
  return steps.filter((step) => {
    const at = named.indexOf(step.replace('SCAN ', ''));
    if (at !== -1) named.splice(at, 1);
    const isScan = /^SCAN (?!CONSTANT|\d+-ROW|\(subquery-\d+\)$)/.test(step);
    return at === -1 && isScan && !FEW_ROWS.test(step);
  });
}

test('no act reads a whole table', async () => {
  moveToFile();
  const heard = listen();
  await everyActOfAll();
  const read = [...heard].filter((source) => /^(with|select|insert|update|delete)/i.test(source));
  expect(read.length).toBeGreaterThan(15);
  for (const table of [
    'sessions',
    'known_browsers',
    'users',
    'codes',
    'outbox',
    'limits',
    'audit_events',
    'grants',
    ...ALL_THINGS.map((of) => getTableName(of.table)),
    'oauth_records',
    'oauth_clients',
    'consents',
    'logout_notices',
    'connections',
    'provider_flows',
    'providers',
    'company_domains',
  ])
    expect(read.some((source) => source.includes(`"${table}"`))).toBe(true);
  const scans = read.flatMap((source) => scansIn(source).map((step) => `${step}: ${source}`));
  expect(scans).toEqual([]);
  const letIn = read.find((source) => source.includes(`"audit_events"."type" || ''`)) ?? '';
  expect(planOf(letIn)).toEqual([expect.stringContaining('INDEX audit_events_user')]);
  // The overview reads of the log what is as young as it shows, out of the index alone: older entries cost nothing.
  const ofOverview = read.find((source) => /as few\b/.test(source)) ?? '';
  const counted = planOf(ofOverview).filter((step) => step.includes('audit_events'));
  expect(counted).toHaveLength(48);
  for (const step of counted)
    expect(step).toMatch(
      /^SEARCH audit_events USING COVERING INDEX audit_events_type \(type=\? AND id>\? AND id<\?\)$/,
    );
  // What is asked at every dashboard reads the entries of this account and kind alone, however many others sign in.
  const ofCheckUp = read
    .filter((source) => /^with "change"|"audit_events"."type" = cast\(/.test(source))
    .map((source) => planOf(source).filter((step) => step.includes('audit_events')));
  expect(ofCheckUp.map((steps) => steps.length).sort()).toEqual([1, 3]);
  for (const step of ofCheckUp.flat())
    expect(step).toMatch(/INDEX audit_events_user_type \(user_id=\? AND type=\? AND at>\?\)$/);
});

test('a query that reads a whole table would be noticed', () => {
  moveToFile();
  expect(scansIn('select * from users where name = ?')).toHaveLength(1);
  expect(scansIn('select * from users where email = ?')).toEqual([]);
  const within = (where: string) =>
    scansIn(`select id from (select * from users where ${where} limit 5) as users where role = ?`);
  expect(within("email > 'a'")).toEqual([]);
  expect(within("name > 'a'")).toHaveLength(1);
});
