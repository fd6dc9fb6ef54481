import { beforeEach, expect, test } from 'vitest';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { signIn } from '#lib/accounts/sign-in';
import { startSignIn } from '#lib/accounts/sign-in-by-code';
import { startResetFor } from '#lib/admin/start-reset';
import { waitForCode } from '#lib/codes/code-budget';
import { type MailRequest, takeMail } from '#lib/codes/mail-budget';
import type { Factor } from '#lib/factors/factor';
import { verifyFactor } from '#lib/factors/verify-factor';
import { countBrowserRequest, countProgramRequest } from '#lib/limits/forms';
import { byPerson, sharedOut } from '#lib/limits/person';
import { type Limit, take } from '#lib/limits/take';
import { takeInMemory } from '#lib/limits/take-in-memory';
import { LIMITS as rules } from '#lib/operator/limits';
import { ok } from '#lib/result';
import {
  addUser,
  clearSingleton,
  emptyTables,
  from,
  PASSWORD,
} from '#lib/testing/database.test-support';

const EMAIL = 'ada@example.com';
const SHARED = '198.51.100.7';
const HERS = 'the browser she always uses';
const OWNER = { user: { id: 'ada' }, session: { id: 'hers' } };
const THIEF = { user: { id: 'ada' }, session: { id: 'stolen' } };
const RESET: MailRequest = { purpose: 'reset', email: EMAIL, browser: null };

/** Takes what there is, in the database or, where that is where it is counted, in memory. */
async function exhaust(...limits: Limit[]) {
  for (let nth = 0; nth < 10_000; nth++) if (await take(limits)) return;
  throw new Error('It has no end.');
}

/** She signs in from the network that others share with her, in a browser that is known. */
const signsIn = async (browser: string | null = HERS) => {
  const input = { email: EMAIL, password: PASSWORD, isPersistent: false, previous: null, browser };
  expect(await from(SHARED, () => signIn(input))).toMatchObject({ ok: true });
};

/** She types a code, which is compared: this one is not right. */
const typesCode = async () => {
  const flow = { codeId: 'none', secret: 'none', email: EMAIL };
  const typed = { code: '000000', password: 'eleven quiet lanterns drift', browser: HERS };
  expect(await from(SHARED, () => resetPassword(flow, typed))).toMatchObject({
    reason: 'code_expired',
  });
};

const getsMail = async (browser: string | null) =>
  expect(await from(SHARED, () => takeMail({ ...RESET, browser }))).toBeNull();

/** What one stolen session takes of a person's limit leaves the owner's other sessions some. */
const leavesOthers = (rule: Limit[0]) => async () => {
  await exhaust(...byPerson(rule, THIEF));
  expect(await take(byPerson(rule, OWNER))).toBeNull();
};

const made = (): Omit<Factor, 'verify'> => ({
  kind: 'made-up',
  amr: ['otp'],
  field: { label: 'Made up' },
  isSetUp: () => true,
});

/** What hurts nobody, or only for as long as it says, with the reason. */
type Held = (() => Promise<void>) | string;
type Row = readonly [spender: string, victim: string, held: Held];

const TABLE: Record<keyof typeof rules, Row> = {
  passwordByAccount: [
    'a stranger who guesses',
    'the owner in a known browser',
    async () => {
      await exhaust([rules.passwordByAccount, EMAIL]);
      await signsIn();
    },
  ],
  passwordByNetwork: [
    'a neighbour who guesses',
    'a person in a known browser at the same address',
    async () => {
      await exhaust([rules.passwordByNetwork, SHARED]);
      await signsIn();
    },
  ],
  passwordBurst: [
    'a neighbour who guesses fast',
    'a person in a known browser at the same address',
    async () => {
      await exhaust([rules.passwordBurst, SHARED]);
      await signsIn();
    },
  ],
  factorByAccount: [
    'a thief who knows the password',
    'the owner in a known browser',
    async () => {
      const id = await addUser('mia@example.com');
      const factor = { ...made(), verify: async () => ok(null) };
      const proves = (typed: string, browser: string | null) =>
        verifyFactor([factor], id, typed, browser);
      await exhaust([rules.factorByAccount, id]);
      expect(await proves('right', null)).toMatchObject({ reason: 'too_many_attempts' });
      expect((await proves('right', HERS)).ok).toBe(true);
    },
  ],
  passkeyByNetwork: [
    'a neighbour with many pages',
    'a person who signs in with a passkey from the same address',
    'five minutes at most, and every other way in goes on',
  ],
  providerByNetwork: [
    'a neighbour who begins and begins',
    'a person who signs in by a provider from the same address',
    'five minutes at most, and every other way in goes on',
  ],
  logoutByNetwork: [
    'a neighbour who sends what no provider has signed',
    'a provider at the same address, which has to say it again',
    'five minutes at most, and only where both share an address',
  ],
  logoutByToken: [
    'the provider that has signed it',
    'nobody: each token has a number of its own',
    'a token that comes twice ended its sessions at the first time',
  ],
  proofByAccount: [
    'a thief who knows the password',
    'the owner in a known browser',
    async () => {
      await exhaust([rules.proofByAccount, EMAIL]);
      await signsIn();
    },
  ],
  proofByNetwork: [
    'a neighbour with an account',
    'a person in a known browser at the same address',
    async () => {
      await exhaust([rules.proofByNetwork, SHARED]);
      await signsIn();
    },
  ],
  newBrowserByAccount: [
    'a person with the password',
    'the owner, who is mailed once an hour',
    'the log and the page of activity have every sign-in; nobody who does not know the password spends it',
  ],
  recoveryCodesByForm: [
    'a person who sends a form twice',
    'nobody: each page has a form with a number of its own',
    'the page is opened again, and its form makes new ones',
  ],
  strengthByNetwork: [
    'a neighbour',
    'who sets a new password in a known browser',
    async () => {
      await exhaust([rules.strengthByNetwork, SHARED]);
      await typesCode();
    },
  ],
  signUpByNetwork: [
    'a neighbour',
    'a person who signs up from the same address',
    'an hour at most, and nobody has anything here yet; a school asks its operator',
  ],
  mailByRecipient: [
    'a stranger who asks for codes',
    'the owner',
    async () => {
      await exhaust([rules.mailByRecipient, `reset ${EMAIL}`]);
      await getsMail(HERS);
    },
  ],
  mailByRecipientDaily: [
    'a stranger who asks for codes all day',
    'the owner, also in a new browser',
    async () => {
      await exhaust([rules.mailByRecipientDaily, `reset ${EMAIL}`]);
      await getsMail(HERS);
      await getsMail(null);
    },
  ],
  mailReserve: [
    'a stranger elsewhere',
    'the owner in a new browser',
    async () => {
      await exhaust([rules.mailByRecipientDaily, `reset ${EMAIL}`]);
      await from('203.0.113.9', () => takeMail(RESET));
      await getsMail(null);
    },
  ],
  mailReserveDaily: [
    'a stranger with ten networks',
    'the owner in a known browser',
    async () => {
      await exhaust([rules.mailByRecipientDaily, `reset ${EMAIL}`]);
      await exhaust([rules.mailReserveDaily, `reset ${EMAIL}`]);
      await getsMail(HERS);
    },
  ],
  mailByNetwork: [
    'a neighbour who asks for codes',
    'a person in a known browser at the same address',
    async () => {
      await exhaust([rules.mailByNetwork, SHARED]);
      expect(await from(SHARED, () => startReset(EMAIL, HERS))).toMatchObject({ ok: true });
    },
  ],
  codeByNetwork: [
    'a neighbour who guesses codes',
    'a person in a known browser at the same address',
    async () => {
      await exhaust([rules.codeByNetwork, SHARED]);
      await typesCode();
    },
  ],
  resetCodeByAccount: [
    'a stranger who guesses codes',
    'the owner, in a known browser or with the help of staff',
    async () => {
      await exhaust([rules.resetCodeByAccount, EMAIL]);
      expect(await startReset(EMAIL, null)).toMatchObject({ reason: 'codes_used_up' });
      expect(await startReset(EMAIL, HERS)).toMatchObject({ ok: true });
      await startResetFor('operator', 'ada');
      expect(await startReset(EMAIL, null)).toMatchObject({ ok: true });
    },
  ],
  signInCodeByAccount: [
    'a stranger who guesses codes',
    'the owner, in a known browser, by a password, after a reset or with the help of staff',
    async () => {
      const asks = (browser: string | null) =>
        startSignIn({ email: EMAIL, isPersistent: false, browser });
      await exhaust([rules.signInCodeByAccount, EMAIL]);
      expect(await asks(null)).toMatchObject({ reason: 'codes_used_up' });
      expect(await asks(HERS)).toMatchObject({ ok: true });
      await signsIn();
      await startResetFor('operator', 'ada');
      expect(await asks(null)).toMatchObject({ ok: true });
    },
  ],
  codeByMailbox: [
    'a stranger who guesses codes of sign-ups',
    'a person who signs up with that address',
    async () => {
      await exhaust([rules.codeByMailbox, EMAIL]);
      const wait = await waitForCode({ ...RESET, purpose: 'sign-up' });
      expect(wait).toBeLessThanOrEqual(24 * 3600);
      expect(await waitForCode(RESET)).toBe(0);
    },
  ],
  refusalsByUser: [
    'a thief with a session',
    'the reader of the log',
    'past twenty refusals of one person in ten minutes the others tell nothing new; nothing is refused by it',
  ],
  shareByUser: ['a thief with a session', 'the owner', leavesOthers(rules.shareByUser)],
  shareMailByGiver: [
    'somebody who shares',
    'another who shares with the same person',
    async () => {
      await exhaust([rules.shareMailByGiver, `eve ${EMAIL}`], [rules.shareMailByRecipient, EMAIL]);
      const bobs: Limit[] = [[rules.shareMailByGiver, `bob ${EMAIL}`], [rules.shareMailByRecipient, EMAIL]]; // biome-ignore format: one line
      expect(await take(bobs)).toBeNull();
    },
  ],
  shareMailByRecipient: [
    'four people who share',
    'a fifth, whose share is made without a mail that day',
    'the share itself is made, and stands in the list; more mails would be a flood',
  ],
  thingsByUser: ['a thief with a session', 'the owner', leavesOthers(rules.thingsByUser)],
  endingBySession: [
    'a thief with a session, with everything else as well',
    'the owner, who ends it',
    async () => {
      const act = 'session:end';
      await exhaust([rules.endingBySession, THIEF.session.id]);
      await exhaust([rules.formsByUser, 'ada'], [rules.formsByUserDaily, 'ada']);
      await exhaust([rules.writesByUser, 'ada'], [rules.writesByUserDaily, 'ada']);
      expect(await countBrowserRequest(THIEF, act)).not.toBeNull();
      for (const one of [act, 'account:secure', 'account:delete', 'account:delete:any', 'account:disable', 'account:reset', 'session:end:any'])
        expect(await countBrowserRequest(OWNER, one)).toBeNull(); // biome-ignore format: one list
      expect(await countProgramRequest(OWNER, act)).toBeNull();
      expect(await countBrowserRequest(OWNER, 'account:read')).not.toBeNull();
    },
  ],
  formsByUser: ['a thief with a session', 'the owner', leavesOthers(rules.formsByUser)],
  formsByUserDaily: ['a thief with a session', 'the owner', leavesOthers(rules.formsByUserDaily)],
  writesByUser: ['one program', 'another of the same person', leavesOthers(rules.writesByUser)],
  writesByUserDaily: [
    'one program',
    'another of the same person',
    leavesOthers(rules.writesByUserDaily),
  ],
  readingsByUser: [
    'one program',
    'another of the same person',
    async () => {
      while (!takeInMemory(byPerson(rules.readingsByUser, THIEF)));
      expect(takeInMemory(byPerson(rules.readingsByUser, OWNER))).toBeNull();
    },
  ],
  exportByUser: ['a thief with a session', 'the owner', leavesOthers(rules.exportByUser)],
  tokensByNetwork: [
    'a neighbour',
    'programs behind the same address',
    'they go on after five minutes at most, and their tokens live twice as long; giving back is apart',
  ],
  personalTokenByForm: [
    'a person who sends a form twice',
    'nobody: each page has a form with a number of its own',
    'the page is opened again, and its form makes another',
  ],
  wrongTokensByNetwork: [
    'a neighbour with wrong tokens',
    'programs behind the same address',
    'a right token is looked at first and never counted: tried in lib/api/personal-token.test',
  ],
  revocationsByToken: [
    'the holder of that token',
    'nobody: after the first nothing is left to give back',
    async () => {
      while (!takeInMemory([[rules.revocationsByToken, 'stolen']]));
      expect(takeInMemory([[rules.revocationsByToken, 'hers']])).toBeNull();
    },
  ],
  requestsByNetwork: [
    'a neighbour',
    'everybody whom a program sends here from the same address',
    'five minutes at most; sessions go on',
  ],
  pollsByNetwork: [
    'a neighbour',
    'devices that wait behind the same address',
    'they ask again, more slowly, as their standard says (RFC 8628 3.5)',
  ],
  introspectionsByNetwork: [
    'a program in the same network as the services',
    'those services',
    'five minutes at most, and services stand in the network of the operator',
  ],
  userCodeByUser: ['a thief with a session', 'the owner', leavesOthers(rules.userCodeByUser)],
  resetByStaff: [
    'a colleague',
    'the person who needs the mail',
    async () => {
      await exhaust([rules.resetByStaff, 'ada']);
      expect(await startResetFor('operator', 'ada')).toMatchObject({ ok: true });
    },
  ],
  excessByKey: ['anybody', 'the reader of the log', 'the same is told once in ten minutes'],
  expiredUseBySession: [
    'the browser with a dead cookie',
    'the reader of the log',
    'the same is told once a day',
  ],
  eventByNetwork: [
    'anybody',
    'the reader of the log',
    'the server’s own log has each; nothing is refused',
  ],
  eventByAccount: [
    'anybody',
    'the reader of the log',
    'the server’s own log has each; nothing is refused',
  ],
  eventByAll: [
    'anybody',
    'the reader of the log',
    'the server’s own log has each; nothing is refused',
  ],
};

const rows = Object.entries(TABLE).map(([name, [spender, victim, held]]) => ({ name, spender, victim, held })); // biome-ignore format: one line

beforeEach(async () => {
  await emptyTables();
  clearSingleton('tallies');
});

test('every limit says who can spend it and whom that hurts', () => {
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(rules).sort());
  const names = Object.values(rules).flatMap((rule) => [rule.name, sharedOut(rule).name]);
  expect(new Set(names).size).toBe(names.length);
  for (const { held } of rows)
    if (typeof held === 'string') expect(held.length).toBeGreaterThan(20);
});

const isShown = ({ held }: (typeof rows)[number]) => typeof held === 'function';

test.each(rows.filter(isShown))(
  '$name: $spender does not take it from $victim',
  async ({ held }) => {
    await addUser(EMAIL, { id: 'ada' });
    if (typeof held === 'function') await held();
  },
);
