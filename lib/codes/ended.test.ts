import { beforeEach, describe, expect, test } from 'vitest';
import { resendChangeCode, startChangeEmail } from '#lib/accounts/change-email';
import { changePassword } from '#lib/accounts/change-password';
import { changeEmailTo, latestCode, viewerOf } from '#lib/accounts/life.test-support';
import { resendRecoverCode, startRecover } from '#lib/accounts/recover';
import { resendResetCode, resetPassword, startReset } from '#lib/accounts/reset-password';
import { resendSignInCode, signInByCode, startSignIn } from '#lib/accounts/sign-in-by-code';
import { resendSignUpCode, startSignUp } from '#lib/accounts/sign-up';
import { disableUser } from '#lib/admin/disable-user';
import { startResetFor } from '#lib/admin/start-reset';
import { deleteAccount } from '#lib/assembly/delete-account';
import { findFlows } from '#lib/codes/find-flow';
import type { CodePurpose } from '#lib/codes/issue';
import { CODE_TRIES } from '#lib/codes/lifetimes';
import type { Begun, ResendFailure } from '#lib/codes/mail-code';
import { tryCode } from '#lib/codes/redeem';
import { transaction } from '#lib/db/transaction';
import type { Result } from '#lib/result';
import {
  addUser,
  emptyTables,
  from,
  PASSWORD,
  setClock,
  statementsOf,
} from '#lib/testing/database.test-support';

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const EMAIL = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';
const EVE = '203.0.113.9';

type Flow = Begun & { email: string };
/** What a stranger begins with somebody's address. */
type Kind = {
  start: () => Promise<Result<Begun, string>>;
  resend: (flow: Flow) => Promise<Result<null, ResendFailure>>;
};

/** Nobody but a person who is signed in begins the other. */
type Purpose = Exclude<CodePurpose, 'confirm'>;

const KINDS: Record<Purpose, Kind> = {
  reset: { start: () => startReset(EMAIL), resend: resendResetCode },
  recover: { start: () => startRecover(EMAIL), resend: resendRecoverCode },
  'sign-in': {
    start: () => startSignIn({ email: EMAIL, isPersistent: false, browser: null }),
    resend: (flow) => resendSignInCode(flow, null),
  },
  'sign-up': {
    start: () => startSignUp({ name: 'Eve', email: EMAIL, password: ANOTHER }),
    resend: resendSignUpCode,
  },
  'change-email': {
    start: async () => startChangeEmail(await viewerOf(await addUser('eve@example.com')), EMAIL),
    resend: resendChangeCode,
  },
};

/** What the owner does meanwhile, or somebody for them. */
const ENDINGS: Record<string, (id: string) => Promise<{ ok: boolean }>> = {
  'a new password': async (id) =>
    changePassword(await viewerOf(id), {
      current: PASSWORD,
      password: ANOTHER,
      endOthers: true,
      browser: null,
    }),
  'a reset': async () => {
    const browser = 'the browser she always uses';
    const begun = await startReset(EMAIL, browser);
    if (!begun.ok) return begun;
    const typed = { code: await latestCode(), password: ANOTHER, browser };
    return resetPassword({ ...begun.value, email: EMAIL }, typed);
  },
  'another address': (id) => changeEmailTo(id, 'countess@example.com'),
  'a reset asked by the operator': (id) => startResetFor('operator', id),
  'a shut account': (id) => disableUser('operator', id),
  'a deleted account': (id) => deleteAccount({ id, email: EMAIL }),
};

beforeEach(async () => {
  await emptyTables();
  setClock(START);
});

async function begin({ start }: Kind): Promise<Flow> {
  const begun = await from(EVE, start);
  if (!begun.ok) throw new Error(begun.reason);
  return { ...begun.value, email: EMAIL };
}

/** All that the stranger sees of the flow until it is over, and what the server does for it. */
async function watch(purpose: Purpose, flow: Flow) {
  const { codeId: id, secret } = flow;
  const stateOf = async () => {
    const [state] = await findFlows(purpose, [{ id, secret }]);
    return state && { ...state, id: '' };
  };
  const guess = () => from(EVE, () => tryCode(purpose, id, secret, 'none'));
  const resend = () => from(EVE, () => KINDS[purpose].resend(flow));
  const seen: unknown[] = [await stateOf()];
  seen.push(await statementsOf(guess));
  for (let nth = 1; nth <= CODE_TRIES; nth++) seen.push(await guess(), await stateOf());
  seen.push(await resend());
  setClock(START + MINUTE);
  seen.push(await resend(), await stateOf(), await guess());
  setClock(START + 11 * MINUTE);
  seen.push(await guess(), await stateOf());
  setClock(START + 60 * MINUTE);
  seen.push(await resend(), await stateOf());
  return seen;
}

const kinds = Object.entries(KINDS) as [Purpose, Kind][];

describe.each(kinds)('a stranger in the middle of a %s', (purpose, kind) => {
  test.each(Object.entries(ENDINGS))('sees nothing of %s', async (_, end) => {
    const unknown = await watch(purpose, await begin(kind));
    await emptyTables();
    setClock(START);
    const id = await addUser(EMAIL);
    const flow = await begin(kind);
    expect(await from('198.51.100.7', () => end(id))).toMatchObject({ ok: true });
    expect(await watch(purpose, flow)).toEqual(unknown);
  });
});

test.each(Object.entries(ENDINGS))(
  'the code mailed before opens nothing after %s',
  async (_, end) => {
    const id = await addUser(EMAIL);
    const flow = await begin(KINDS.reset);
    const typed = { code: await latestCode(), password: PASSWORD, browser: null };
    await from('198.51.100.7', () => end(id));
    for (let nth = 0; nth < 2; nth++)
      expect(await from(EVE, () => resetPassword(flow, typed))).toMatchObject({
        reason: 'code_expired',
      });
  },
);

test.each(Object.entries(ENDINGS))('the code to sign in opens nothing after %s', async (_, end) => {
  const id = await addUser(EMAIL);
  const flow = await begin(KINDS['sign-in']);
  const code = await latestCode();
  await from('198.51.100.7', () => end(id));
  const here = { browser: null, previous: null };
  for (let nth = 0; nth < 2; nth++)
    expect(await from(EVE, () => signInByCode(flow, code, here))).toMatchObject({
      reason: 'code_expired',
    });
});

test('a code that is right and ended in the same moment opens nothing', async () => {
  const id = await addUser(EMAIL);
  const flow = await begin(KINDS.reset);
  const proof = await tryCode('reset', flow.codeId, flow.secret, await latestCode());
  await disableUser('operator', id);
  const isDone = proof.ok && (await transaction(proof.value.redeem));
  expect(isDone).toBe(false);
});
