import { setTimeout as sleep } from 'node:timers/promises';
import type { TestServer } from './server.ts';
import { newVisitor, type Visitor } from './visitor.ts';

/** What the server has acknowledged: nothing of it may be missing afterwards. */
export type Acknowledged = { accounts: string[]; alive: Set<Visitor>; ended: Set<Visitor> };

const newAcknowledged = (): Acknowledged => ({ accounts: [], alive: new Set(), ended: new Set() });

export const countAcknowledged = ({ accounts, alive, ended }: Acknowledged) =>
  accounts.length + alive.size + ended.size;

/**
 * Many people at work at once, signing up, in, out and out everywhere else, until `stop` is called. Only
 * what was answered as done counts as acknowledged; an act whose answer never came may or may not have been.
 */
export function keepBusy(
  server: TestServer,
  people: string[],
  { newcomers = 3, regulars = 9 } = {},
): { acknowledged: Acknowledged; stop: () => Promise<void> } {
  const acknowledged = newAcknowledged();
  let isOver = false;
  const again = async (work: () => Promise<void>) => {
    while (!isOver) await work().catch(() => sleep(20));
  };
  let turn = 0;
  const acts = [signInAndStay, signInAndOut, signOutElsewhere];
  const one = () => {
    turn++;
    return (acts[turn % acts.length] as (typeof acts)[0])(
      server,
      people[turn % people.length] as string,
      acknowledged,
    );
  };
  const workers = [
    ...Array.from({ length: newcomers }, () => again(() => signUp(server, acknowledged))),
    ...Array.from({ length: regulars }, () => again(one)),
  ];
  return {
    acknowledged,
    async stop() {
      isOver = true;
      await Promise.all(workers);
    },
  };
}

async function signUp(server: TestServer, acknowledged: Acknowledged) {
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  acknowledged.accounts.push(email);
  acknowledged.alive.add(visitor);
}

async function enter(server: TestServer, email: string): Promise<Visitor | null> {
  const visitor = newVisitor(server);
  const { status } = await visitor.signIn(email);
  return status === 303 ? visitor : null;
}

async function signInAndStay(server: TestServer, email: string, acknowledged: Acknowledged) {
  const visitor = await enter(server, email);
  if (visitor) acknowledged.alive.add(visitor);
}

async function signInAndOut(server: TestServer, email: string, acknowledged: Acknowledged) {
  const visitor = await enter(server, email);
  if (!visitor) return;
  const before = [...visitor.cookies];
  const { status } = await visitor.signOut();
  if (status !== 303) return;
  for (const [name, value] of before) visitor.cookies.set(name, value);
  acknowledged.ended.add(visitor);
}

/** Both sessions belong to a newcomer, so that it ends no session that somebody else counts on. */
async function signOutElsewhere(server: TestServer, _: string, acknowledged: Acknowledged) {
  const first = newVisitor(server);
  const email = await first.signUp();
  acknowledged.accounts.push(email);
  const second = await enter(server, email);
  if (!second) return void acknowledged.alive.add(first);
  const form = await second.form('/settings/sessions', 0);
  const { status } = await second.submit(form, []);
  if (status === 303) acknowledged.ended.add(first);
  acknowledged.alive.add(second);
}
