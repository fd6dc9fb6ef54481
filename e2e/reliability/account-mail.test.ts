import { expect, test } from '@playwright/test';
import { told } from '#e2e/support/shown-notices';
import { askForReset, askToMove, reset, verifyMove } from '../support/account-acts.ts';
import { comparableAnswer, timeRatio } from '../support/comparable-answer.ts';
import type { Answer } from '../support/http.ts';
import { startFalseMailServer, startMailServer } from '../support/mail-server.ts';
import { addPeople } from '../support/people.ts';
import { change, rows } from '../support/rows.ts';
import { LIGHT, startServer, type TestServer } from '../support/server.ts';
import { newEmail } from '../support/test.ts';
import { newVisitor, type Visitor } from '../support/visitor.ts';

const mailServers = {
  up: () => startMailServer(),
  refusing: async () => {
    const gone = await startFalseMailServer(() => {});
    await gone.close();
    return gone;
  },
  hanging: () => startFalseMailServer(() => {}),
  'answering 550': () =>
    startMailServer({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('no such mailbox'), { responseCode: 550 })),
    }),
};
type State = keyof typeof mailServers;

const outbox = (server: TestServer, email: string) =>
  rows(
    server,
    'select template, state, attempts, body, last_error from outbox where recipient = ?',
    email,
  );
const letMailOut = (server: TestServer) => change(server, 'delete from limits');

async function enter(server: TestServer, email: string): Promise<Visitor> {
  const visitor = newVisitor(server);
  expect((await visitor.signIn(email)).status).toBe(303);
  return visitor;
}

/** Everything a visitor sees on the three ways that mail a code, for a known and an unknown address. */
async function lookAround(server: TestServer) {
  const [known, own] = (await addPeople(server, 2)) as [string, string];
  // As long as the known one: what is sealed into a cookie is as long as what was typed.
  const unknown = () => newEmail('person9');
  const seen: [string, Answer][] = [];
  const asked: string[] = [];
  const see = async (email: string, by: Visitor, page: string, ask: () => Promise<Answer>) => {
    letMailOut(server);
    asked.push(email);
    seen.push([email, await ask()], [email, await by.go(page)]);
  };
  for (const email of [known, unknown()]) {
    const eve = newVisitor(server);
    await see(email, eve, '/reset-password', () => askForReset(eve, email));
  }
  for (const email of [known, unknown()]) {
    // In a browser of its own: the cookie is longer by each thing that is under way in it.
    const mover = await enter(server, own);
    await see(email, mover, '/settings/email/verify', () => askToMove(mover, email));
  }
  for (const email of [known, unknown()]) {
    const eve = newVisitor(server);
    await see(email, eve, '/sign-up/verify', () => eve.askForAccount(email));
  }
  const shapes = seen.map(([email, answer]) => {
    const masked = JSON.stringify(comparableAnswer(answer, email));
    return JSON.parse(masked.replaceAll(own, 'OWN').replaceAll(String(server.port), 'PORT'));
  });
  return { shapes, asked: [...new Set(asked)] };
}

const ENDS: Record<State, string> = {
  up: 'sent',
  refusing: 'waiting',
  hanging: 'waiting',
  'answering 550': 'failed',
};

/** What visitors see while the mail server is in this state, once the outbox has told what became of the mails. */
async function watch(state: State) {
  const mailServer = await mailServers[state]();
  const server = await startServer({ ...LIGHT, ...mailServer.settings });
  try {
    const { shapes, asked } = await lookAround(server);
    const mails = () => asked.flatMap((email) => outbox(server, email));
    expect(mails(), state).toHaveLength(6);
    const isSettled = () =>
      mails().every((mail) => mail['state'] === ENDS[state]) &&
      (state === 'up' || mails().some((mail) => Number(mail['attempts']) > 0));
    await expect.poll(isSettled, { timeout: 45_000, message: state }).toBe(true);
    for (const mail of mails()) {
      if (Number(mail['attempts']) > 0) expect(mail['last_error'], state).not.toBe('');
      // What can still go out is kept whole, sealed; what cannot is wiped.
      expect(String(mail['body']).startsWith('Fe26.2*'), state).toBe(ENDS[state] === 'waiting');
    }
    return shapes;
  } finally {
    await server.remove();
    await mailServer.close();
  }
}

test('whether the mail server is up, refuses, hangs or answers 550: nobody who visits can tell, and the outbox can', {
  tag: '@long',
}, async () => {
  const states = Object.keys(mailServers) as State[];
  const [up, ...others] = await Promise.all(states.map(watch));
  expect(up?.map(({ status }) => status)).toEqual(Array(6).fill([303, 200]).flat());
  for (const [nth, shapes] of others.entries()) expect(shapes, states[nth + 1]).toEqual(up);
  for (const way of [0, 4, 8]) expect(up?.slice(way, way + 2)).toEqual(up?.slice(way + 2, way + 4));
});

test('codes that waited for the mail server arrive when it is back, and are good', {
  tag: '@long',
}, async () => {
  const gone = await mailServers.refusing();
  const server = await startServer({ ...LIGHT, ...gone.settings });
  let back: Awaited<ReturnType<typeof startMailServer>> | undefined;
  try {
    const [forgetful, moving] = (await addPeople(server, 2)) as [string, string];
    const eve = newVisitor(server);
    await askForReset(eve, forgetful);
    const owner = await enter(server, moving);
    const moved = newEmail('moved');
    await askToMove(owner, moved);
    const tried = () =>
      [forgetful, moved].every((email) => Number(outbox(server, email)[0]?.['attempts']) > 0);
    await expect.poll(tried, { timeout: 15_000 }).toBe(true);
    back = await startMailServer({}, gone.port);
    const codeFor = (email: string) =>
      back?.arrived.find(({ to }) => to === email)?.text.match(/^\s*(\d{6})\s*$/m)?.[1];
    change(server, 'update outbox set due_at = 0');
    await expect
      .poll(() => [codeFor(forgetful), codeFor(moved)].filter(Boolean).length, { timeout: 30_000 })
      .toBe(2);
    expect((await reset(eve, String(codeFor(forgetful)))).status).toBe(303);
    const done = await verifyMove(owner, String(codeFor(moved)));
    expect(await told(owner, done)).toContain('its new address');
  } finally {
    await server.remove();
    await back?.close();
  }
});

test('while the mail server hangs, known and unknown addresses still take the same time', {
  tag: '@long',
}, async () => {
  test.setTimeout(240_000);
  const hanging = await mailServers.hanging();
  const server = await startServer({ ...LIGHT, ...hanging.settings });
  try {
    const [known, own] = (await addPeople(server, 2)) as [string, string];
    const owner = await enter(server, own);
    const eve = newVisitor(server);
    const [forgot, move] = [
      await eve.form('/forgot-password'),
      await owner.form('/settings/email'),
    ];
    const doors = {
      forgot: (email: string) => eve.submit(forgot, [['email', email]]),
      move: (email: string) => owner.submit(move, [['email', email]]),
    };
    for (const [door, ask] of Object.entries(doors)) {
      const asked = async (email: string) => {
        letMailOut(server);
        expect((await ask(email)).status).toBe(303);
      };
      const ratio = await timeRatio(
        30,
        () => asked(known),
        () => asked(newEmail()),
      );
      expect(ratio, door).toBeGreaterThan(0.6);
      expect(ratio, door).toBeLessThan(1.6);
    }
    expect(hanging.met()).toBeGreaterThan(0);
  } finally {
    await server.remove();
    await hanging.close();
  }
});
