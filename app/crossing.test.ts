import { expect, test } from 'vitest';
import { findCrossings } from '#lib/testing/client-boundary.test-support';

test('no row, viewer, session or secret goes to a client component or out of an action', () => {
  expect(findCrossings()).toEqual([]);
}, 120_000);

const DOMAIN = `
  import { grants } from '#drizzle/schema/grants';
  import { credentials } from '#drizzle/schema/credentials';
  import { db } from '#lib/db/client';
  export const findRow = async () => (await db().select().from(credentials))[0]!;
  export const listGrants = () => db().select({ address: grants.address }).from(grants);
  export type Person = { name: string };
  export const findPerson = async (): Promise<Person> => ({ name: 'Ada' });`;

const CLIENT = `'use client';
  type One = { name: string | undefined };
  export const Card = (props: One) => <p>{props.name}</p>;
  export const Cards = (props: { all: One[]; by?: Map<string, One> }) => <p>{props.all.length}</p>;`;

/** A page of somebody who did not know, and what the check says to each line of it. */
const LEAKS: [shown: string, ...says: string[]][] = [
  ['<Card {...row} />', '<Card> {...} is a row'],
  ['<Card name={hash} />', '<Card> name is a Secret', '{hash} is a Secret'],
  [
    '<Card name={row.id ? undefined : hash} />',
    '<Card> name is a Secret',
    '{row.id ? undefined : hash} is a Secret',
  ],
  ['<Cards all={[{ ...row }]} />', '<Cards> all[].handle is a Secret'],
  ['<Cards all={[]} by={new Map([[row.id, row]])} />', '<Cards> by[] is a row'],
  [
    '<Cards all={(await listGrants()).map((by) => ({ name: "x", by }))} />',
    '<Cards> all[].by is a row',
  ],
  ['<Cards all={[viewer.user]} />', '<Cards> all[] is declared in lib/session/store.ts'],
  ['<Card {...person} />', '<Card> {...} is declared in lib/planted.ts'],
  ['<Card {...(row as any)} />', '<Card> {...} could be anything'],
  ['<p>{row.secret}</p>', '{row.secret} is a Secret'],
];
/** What may be done. */
const FINE = [
  '<Card name={person.name} />',
  '<Cards all={rows.map(({ name }) => ({ name }))} />',
  '<Card name="secret" />',
  '<p>{row.name}</p>',
];

const PAGE = `
  import { Card, Cards } from './card';
  import { findPerson, findRow, listGrants } from '#lib/planted';
  import { requireViewer } from '#lib/session/require-viewer';
  export default async function DashboardPage() {
    const viewer = await requireViewer('account:read');
    const [row, person] = [await findRow(), await findPerson()];
    const rows = [row];
    const { secret: hash } = row;
    return <main>${[...LEAKS.map(([shown]) => shown), ...FINE].join('\n')}</main>;
  }`;

const ACTIONS = `'use server';
  import { findRow } from '#lib/planted';
  export async function rowAction() { return findRow(); }
  export async function partAction() { return { state: (await findRow()).secret }; }
  export async function fineAction() { return { name: (await findRow()).name }; }`;

test('the check names every way in which a page or an action gives a row or a secret away, and nothing else', () => {
  const found = findCrossings({
    'lib/planted.ts': DOMAIN,
    'app/dashboard/card.tsx': CLIENT,
    'app/dashboard/page.tsx': PAGE,
    'app/settings/sessions/actions.ts': ACTIONS,
  });
  const saidOf = (path: string) =>
    found.filter((one) => one.startsWith(path)).map((one) => one.slice(path.length + 2));
  expect(saidOf('app/dashboard/page.tsx')).toEqual(LEAKS.flatMap(([, ...says]) => says));
  expect(saidOf('app/settings/sessions/actions.ts')).toEqual([
    'what rowAction answers[] is a row',
    'what partAction answers[].state is a Secret',
  ]);
}, 120_000);
