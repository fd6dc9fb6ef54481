import { v4 as uuidV4 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { codes } from '#drizzle/schema/codes';
import {
  completeChangeEmail,
  resendChangeCode,
  startChangeEmail,
} from '#lib/accounts/change-email';
import { resendResetCode, resetPassword, startReset } from '#lib/accounts/reset-password';
import { signIn } from '#lib/accounts/sign-in';
import { completeSignUp, resendSignUpCode, startSignUp } from '#lib/accounts/sign-up';
import { type CodeRequest, EMPTY_CODE_REQUEST } from '#lib/codes/code-request';
import { findFlows } from '#lib/codes/find-flow';
import type { CodePurpose } from '#lib/codes/issue';
import { CODE_TRIES } from '#lib/codes/lifetimes';
import type { Begun } from '#lib/codes/mail-code';
import { db } from '#lib/db/client';
import { listCapturedMail } from '#lib/mail/captured';
import { findViewer, type Viewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  PASSWORD,
  setClock,
} from '#lib/testing/database.test-support';

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const EMAIL = 'ada@example.com';
const NEW = 'eleven quiet lanterns drift';
const HERE = '198.51.100.7';

/** One way of asking for a code, to the end that the code is for. */
type Journey = {
  kind: CodePurpose;
  /** What is there before. */
  prepare: () => Promise<Viewer | null>;
  start: (viewer: Viewer | null, asked: CodeRequest) => Promise<{ ok: boolean; value?: Begun }>;
  resend: (flow: Flow) => Promise<{ ok: boolean }>;
  finish: (
    viewer: Viewer | null,
    flow: Flow,
    code: string,
  ) => Promise<{ ok: boolean; reason?: string }>;
};
type Flow = Begun & { email: string };

const ada = { name: 'Ada', email: EMAIL, password: PASSWORD };
const viewerOf = async (email: string) =>
  (await findViewer(await beginSession(await addUser(email))))!.viewer;

const JOURNEYS: Record<string, Journey> = {
  'a sign-up': {
    kind: 'sign-up',
    prepare: async () => null,
    start: (_, asked) => startSignUp(ada, null, asked),
    resend: resendSignUpCode,
    finish: (_, flow, code) => completeSignUp(flow, code),
  },
  'a reset': {
    kind: 'reset',
    prepare: async () => {
      await addUser(EMAIL);
      return null;
    },
    start: (_, asked) => startReset(EMAIL, null, asked),
    resend: resendResetCode,
    finish: (_, flow, code) => resetPassword(flow, { code, password: NEW, browser: null }),
  },
  'a change of address': {
    kind: 'change-email',
    prepare: () => viewerOf('before@example.com'),
    start: (viewer, asked) => startChangeEmail(viewer!, EMAIL, asked),
    resend: resendChangeCode,
    finish: (viewer, flow, code) => completeChangeEmail(viewer!, flow, code),
  },
};

beforeEach(async () => {
  await emptyTables();
  setClock(START);
});

const here = <Value>(work: () => Value) => from(HERE, work, { userAgent: 'a browser' });
const mails = async () => (await listCapturedMail()).filter(({ recipient }) => recipient === EMAIL);
const latestCode = async () => (await mails())[0]?.text.match(/^\d{6}$/m)?.[0] ?? 'none';
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const asked = (more: Partial<CodeRequest> = {}) => ({ ...EMPTY_CODE_REQUEST, ...more });
const holding = (...flows: Flow[]) =>
  asked({ held: flows.map(({ codeId: id, secret }) => ({ id, secret })) });

async function begin(journey: Journey, viewer: Viewer | null, how = asked()): Promise<Flow> {
  const outcome = await here(() => journey.start(viewer, how));
  if (!outcome.value) throw new Error(JSON.stringify(outcome));
  return { ...outcome.value, email: EMAIL };
}

/** What somebody does a second time, and the flow that their browser is in then. */
type Again = (journey: Journey, viewer: Viewer | null, first: Flow, form: string) => Promise<Flow>;

const AGAIN: Record<string, Again> = {
  'goes back and sends it in again': (journey, viewer, first) =>
    begin(journey, viewer, holding(first)),
  'sends it in from a second tab of the same form': (journey, viewer, first) =>
    begin(journey, viewer, { ...holding(first), form: uuidV4() }),
  'double-clicks, and no answer had come back': (journey, viewer, _, form) =>
    begin(journey, viewer, asked({ form })),
  'goes back five times': async (journey, viewer, first) => {
    let flow = first;
    for (let nth = 0; nth < 5; nth++) flow = await begin(journey, viewer, holding(flow));
    return flow;
  },
  'asks for another code too soon': async (journey, _, first) => {
    expect((await here(() => journey.resend(first))).ok).toBe(false);
    return first;
  },
  'begins something else in between': async (journey, viewer, first) => {
    const other = await here(() => startReset('somebody@example.com', null, holding(first)));
    if (!other.ok) throw new Error(other.reason);
    return begin(journey, viewer, holding({ ...other.value, email: '' }, first));
  },
};

const journeys = Object.entries(JOURNEYS);
const table = journeys.flatMap(([what, journey]) =>
  Object.entries(AGAIN).map(([how, again]) => [what, how, journey, again] as const),
);

describe('the code that was mailed works, when somebody in the middle of', () => {
  test.each(table)('%s %s within a minute', async (_, __, journey, again) => {
    const viewer = await journey.prepare();
    const form = uuidV4();
    const first = await begin(journey, viewer, asked({ form }));
    const code = await latestCode();
    setClock(START + MINUTE / 2);
    const flow = await again(journey, viewer, first, form);
    expect(await mails()).toHaveLength(1);
    expect(flow.codeId).toBe(first.codeId);
    const [state] = await findFlows(journey.kind, holding(flow).held);
    expect(state).toMatchObject({ isLive: true, mailedAt: new Date(START) });
    expect(await here(() => journey.finish(viewer, flow, code))).toMatchObject({ ok: true });
  });
});

describe.each(journeys)('%s', (_, journey) => {
  test('sent in twice at once is one mail, and its code works in either answer', async () => {
    const viewer = await journey.prepare();
    const how = asked({ form: uuidV4() });
    const both = await Promise.all(Array.from({ length: 4 }, () => begin(journey, viewer, how)));
    expect(new Set(both.map(({ codeId, secret }) => codeId + secret)).size).toBe(1);
    expect(await mails()).toHaveLength(1);
    const code = await latestCode();
    expect(await here(() => journey.finish(viewer, both[3]!, code))).toMatchObject({ ok: true });
  });

  test('begun again after the minute goes on with the code of the second mail, in every tab', async () => {
    const viewer = await journey.prepare();
    const first = await begin(journey, viewer);
    const before = await latestCode();
    setClock(START + MINUTE);
    const second = await begin(journey, viewer, holding(first));
    expect(second.codeId).toBe(first.codeId);
    const code = await latestCode();
    expect(await mails()).toHaveLength(2);
    if (before !== code)
      expect(await here(() => journey.finish(viewer, first, before))).toMatchObject({ ok: false });
    expect(await here(() => journey.finish(viewer, first, code))).toMatchObject({ ok: true });
  });

  test('does not give guesses away: a second form has the tries that were left', async () => {
    const viewer = await journey.prepare();
    let flow = await begin(journey, viewer);
    const code = await latestCode();
    for (let nth = 0; nth < CODE_TRIES; nth++) {
      await here(() => journey.finish(viewer, flow, wrong(code)));
      flow = await begin(journey, viewer, holding(flow));
    }
    const [state] = await findFlows(journey.kind, holding(flow).held);
    expect(state?.isLive).toBe(false);
    expect(await here(() => journey.finish(viewer, flow, code))).toMatchObject({ ok: false });
  });

  test.each([
    ['without anything', HERE, 'a browser', asked()],
    ['with a number of its own', HERE, 'a browser', asked({ form: uuidV4() })],
    ['with a number that it made up', HERE, 'a browser', asked({ form: 'x' })],
    ['with the number of the form, but from elsewhere', '203.0.113.9', 'a browser', null],
    ['with the number of the form, but another program', HERE, 'curl', null],
  ] as [string, string, string, CodeRequest | null][])(
    'of another browser that asks %s is another flow, which no code opens',
    async (__, address, userAgent, how) => {
      const viewer = await journey.prepare();
      const form = uuidV4();
      const first = await begin(journey, viewer, asked({ form: how?.form === 'x' ? 'x' : form }));
      const code = await latestCode();
      const outcome = await from(address, () => journey.start(viewer, how ?? asked({ form })), {
        userAgent,
      });
      const stranger = { ...outcome.value!, email: EMAIL };
      expect(stranger.codeId).not.toBe(first.codeId);
      expect(stranger.secret).not.toBe(first.secret);
      const [state] = await findFlows(journey.kind, holding(stranger).held);
      expect(state).toMatchObject({ isLive: false, mailedAt: null });
      expect(await here(() => journey.finish(viewer, stranger, code))).toMatchObject({
        ok: false,
        reason: 'not_mailed',
      });
      // And the first browser notices nothing of it.
      expect(await here(() => journey.finish(viewer, first, code))).toMatchObject({ ok: true });
    },
  );

  test('is not gone on with by a browser that knows its number and not its secret', async () => {
    const viewer = await journey.prepare();
    const first = await begin(journey, viewer);
    const code = await latestCode();
    const guessed = holding({ ...first, secret: 'guessed' });
    const other = await begin(journey, viewer, guessed);
    expect(other.codeId).not.toBe(first.codeId);
    expect(await here(() => journey.finish(viewer, first, code))).toMatchObject({ ok: true });
  });

  test('that is done is begun anew by the same form', async () => {
    const viewer = await journey.prepare();
    const how = asked({ form: uuidV4() });
    const first = await begin(journey, viewer, how);
    await here(async () => journey.finish(viewer, first, await latestCode()));
    setClock(START + MINUTE);
    const again = await begin(
      JOURNEYS['a reset']!,
      null,
      journey.kind === 'reset' ? { ...how, ...holding(first), form: how.form } : how,
    );
    expect(again.codeId).not.toBe(first.codeId);
    expect(again.isMailed).toBe(true);
  });
});

test('what was typed last counts: name and password of the second submission', async () => {
  const first = await begin(JOURNEYS['a sign-up']!, null);
  const code = await latestCode();
  const typed = { name: 'Ada Lovelace', email: EMAIL, password: NEW };
  const again = await here(() => startSignUp(typed, null, holding(first)));
  if (!again.ok) throw new Error(again.reason);
  expect(await here(() => completeSignUp(again.value, code))).toMatchObject({ ok: true });
  const entered = { email: EMAIL, isPersistent: false, previous: null, browser: null };
  expect((await signIn({ ...entered, password: NEW })).ok).toBe(true);
  expect((await signIn({ ...entered, password: PASSWORD })).ok).toBe(false);
});

test('nobody attaches a password to the code of somebody else’s browser', async () => {
  const owner = await begin(JOURNEYS['a sign-up']!, null);
  const code = await latestCode();
  const evil = { name: 'Eve', email: EMAIL, password: NEW };
  for (const how of [asked(), asked({ held: [{ id: owner.codeId, secret: 'guessed' }] })])
    expect((await here(() => startSignUp(evil, null, how))).ok).toBe(true);
  expect(await here(() => completeSignUp(owner, code))).toMatchObject({ ok: true });
  const entered = { email: EMAIL, isPersistent: false, previous: null, browser: null };
  expect((await signIn({ ...entered, password: NEW })).ok).toBe(false);
  expect((await signIn({ ...entered, password: PASSWORD })).ok).toBe(true);
});

test.each(['with', 'without'])(
  'an address %s an account looks the same at every second try',
  async (which) => {
    if (which === 'with') await addUser(EMAIL);
    for (const name of ['a sign-up', 'a reset']) {
      const journey = JOURNEYS[name]!;
      const first = await begin(journey, null, asked({ form: uuidV4() }));
      const again = await begin(journey, null, holding(first));
      const elsewhere = await begin(journey, null);
      const states = await findFlows(journey.kind, holding(again, elsewhere).held);
      expect(states.map(({ isLive, isOver, isUsed }) => [isLive, isOver, isUsed])).toEqual([
        [true, false, false],
        [false, false, false],
      ]);
      expect(again.codeId).toBe(first.codeId);
      expect(await here(() => journey.finish(null, again, '000000'))).toMatchObject({
        reason: 'wrong_code',
      });
      expect(await here(() => journey.finish(null, elsewhere, '000000'))).toMatchObject({
        reason: 'not_mailed',
      });
    }
    const rows = await db().select().from(codes);
    expect(new Set(rows.map(({ codeHash }) => codeHash.length)).size).toBe(1);
  },
);
