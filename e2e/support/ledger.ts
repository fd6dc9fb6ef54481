import { setTimeout as sleep } from 'node:timers/promises';
import type { TestServer } from './server.ts';
import { newVisitor, type Visitor } from './visitor.ts';

/** What the server has acknowledged: nothing of it may be missing afterwards. */
export type Ledger = { accounts: string[]; alive: Set<Visitor>; ended: Set<Visitor> };

const newLedger = (): Ledger => ({ accounts: [], alive: new Set(), ended: new Set() });

export const entries = ({ accounts, alive, ended }: Ledger) =>
  accounts.length + alive.size + ended.size;

/**
 * Many people at work at once, signing up, in, out and out everywhere else, until `stop` is called. Only
 * what was answered as done goes into the ledger; an act whose answer never came may or may not have been.
 */
export function keepBusy(
  server: TestServer,
  people: string[],
  { newcomers = 3, regulars = 9 } = {},
): { ledger: Ledger; stop: () => Promise<void> } {
  const ledger = newLedger();
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
      ledger,
    );
  };
  const workers = [
    ...Array.from({ length: newcomers }, () => again(() => signUp(server, ledger))),
    ...Array.from({ length: regulars }, () => again(one)),
  ];
  return {
    ledger,
    async stop() {
      isOver = true;
      await Promise.all(workers);
    },
  };
}

async function signUp(server: TestServer, ledger: Ledger) {
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  ledger.accounts.push(email);
  ledger.alive.add(visitor);
}

async function enter(server: TestServer, email: string): Promise<Visitor | null> {
  const visitor = newVisitor(server);
  const { status } = await visitor.signIn(email);
  return status === 303 ? visitor : null;
}

async function signInAndStay(server: TestServer, email: string, ledger: Ledger) {
  const visitor = await enter(server, email);
  if (visitor) ledger.alive.add(visitor);
}

async function signInAndOut(server: TestServer, email: string, ledger: Ledger) {
  const visitor = await enter(server, email);
  if (!visitor) return;
  const before = [...visitor.cookies];
  const { status } = await visitor.signOut();
  if (status !== 303) return;
  for (const [name, value] of before) visitor.cookies.set(name, value);
  ledger.ended.add(visitor);
}

/** Both sessions belong to a newcomer, so that nobody else's entry in the ledger is ended by it. */
async function signOutElsewhere(server: TestServer, _: string, ledger: Ledger) {
  const first = newVisitor(server);
  const email = await first.signUp();
  ledger.accounts.push(email);
  const second = await enter(server, email);
  if (!second) return void ledger.alive.add(first);
  const form = await second.form('/settings/sessions', 0);
  const { status } = await second.submit(form, []);
  if (status === 303) ledger.ended.add(first);
  ledger.alive.add(second);
}
