import { eq, isNotNull } from 'drizzle-orm';
import { v4 as uuid } from 'uuid';
import { vi } from 'vitest';
import { connections } from '#drizzle/schema/connections';
import { credentials } from '#drizzle/schema/credentials';
import { limits } from '#drizzle/schema/limits';
import { sessions } from '#drizzle/schema/sessions';
import { beginAuthenticator } from '#lib/accounts/authenticator/begin';
import { confirmAuthenticator } from '#lib/accounts/authenticator/confirm';
import { removeAuthenticator } from '#lib/accounts/authenticator/remove';
import { changePassword } from '#lib/accounts/change-password';
import { confirmWithPasskey } from '#lib/accounts/confirm-with-passkey';
import { addGoogle, identity } from '#lib/accounts/connections/connections.test-support';
import { connectionRow } from '#lib/accounts/connections/row';
import { signInByProvider } from '#lib/accounts/connections/sign-in';
import { removeConnection } from '#lib/accounts/connections/unlink';
import { shownBy } from '#lib/accounts/factors.test-support';
import { latestCode } from '#lib/accounts/life.test-support';
import { askForSecondFactor, askToConfirm } from '#lib/accounts/passkeys/ask';
import {
  asksToSignIn,
  enrol,
  SECRET,
  signInBy,
} from '#lib/accounts/passkeys/passkeys.test-support';
import { removePasskey } from '#lib/accounts/passkeys/remove';
import { hashPassword } from '#lib/accounts/passwords';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { completeRecover, startRecover } from '#lib/accounts/recover';
import { makeRecoveryCodes } from '#lib/accounts/recovery-codes';
import { removePassword } from '#lib/accounts/remove-password';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { setFirstPassword } from '#lib/accounts/set-password';
import { signIn } from '#lib/accounts/sign-in';
import { signInByCode, startSignIn } from '#lib/accounts/sign-in-by-code';
import { verifyNextFactor } from '#lib/accounts/verify-next-factor';
import { disableUser } from '#lib/admin/disable-user';
import { enableUser } from '#lib/admin/enable-user';
import { startRecovery } from '#lib/admin/start-recovery';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { DatabaseUnavailable } from '#lib/db/unavailable';
import { hasPassword } from '#lib/factors/password';
import { factorsOf } from '#lib/factors/verify-factor';
import { findByBearer } from '#lib/oauth/bearer';
import { answerDevice, claimDevice } from '#lib/oauth/device';
import {
  CLI,
  newNetwork,
  poll,
  refresh,
  SCOPE,
  send,
  type Tokens,
} from '#lib/oauth/flows.test-support';
import type { Result } from '#lib/result';
import { type Challenge, findChallenge } from '#lib/session/challenge';
import { endTicket } from '#lib/session/end';
import { endEverybody } from '#lib/session/end-everybody';
import { revokeOtherSessions, revokeSession } from '#lib/session/sign-out';
import { findViewer, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { addUser, emptyTables, from } from '#lib/testing/database.test-support';
import type { DeedName, DeedStep, Reply } from '#lib/testing/model/acts.test-support';
import type { Browser, Life } from '#lib/testing/model/life.test-support';
import type { seen } from '#lib/testing/model/promises.test-support';

/** A half minute at which a code of an app begins. */
const START = Date.UTC(2026, 5, 1);
const HALF_MINUTE = 30_000;
const EMAIL = 'ada@example.com';
const ADA = identity({ isEmailProven: false });
const NOBODY = 'no password of anybody';

type Code = { flow: { codeId: string; secret: string; email: string }; code: string };
type Held = { ticket: Ticket | null; half: Challenge | null; code: Code | null };
type Outside = {
  A: Held;
  B: Held;
  device: { device_code: string; user_code: string } | null;
  tokens: string[];
  access: string | null;
  knows: string | null;
  wroteDown: string[];
  tickets: Ticket[];
  halves: Challenge[];
};
const nothing = (): Outside => ({
  A: { ticket: null, half: null, code: null },
  B: { ticket: null, half: null, code: null },
  device: null,
  tokens: [],
  access: null,
  knows: null,
  wroteDown: [],
  tickets: [],
  halves: [],
});
const copyOf = (outside: Outside): Outside => ({
  ...outside,
  A: { ...outside.A },
  B: { ...outside.B },
});

/** The account, and what its owner has at hand whatever becomes of an answer: an app, a passkey, the time. */
type Own = {
  id: string;
  app: string | null;
  passkey: Awaited<ReturnType<typeof enrol>> | null;
  now: number;
  passwords: number;
};

/** One account of Gatehouse, to which the acts of the model are done: each by the function that its page or program calls. */
export class Real {
  readonly #own: Own;
  outside: Outside;

  private constructor(own: Own, outside: Outside) {
    this.#own = own;
    this.outside = outside;
  }

  /** The same account, for somebody who does something at the same moment: nobody sees what another was just given. */
  beside = () => new Real(this.#own, copyOf(this.outside));

  /** Takes up what those were given who did something at the same moment. */
  keep(others: Real[]) {
    const { tickets, halves } = this.outside;
    const gave = others.map(({ outside }) => outside);
    this.outside.tickets = [
      ...tickets,
      ...gave.flatMap((one) => one.tickets.slice(tickets.length)),
    ];
    this.outside.halves = [...halves, ...gave.flatMap((one) => one.halves.slice(halves.length))];
  }

  /** An account with what this life begins with. */
  static async begin(life: Life): Promise<Real> {
    const own: Own = { id: '', app: null, passkey: null, now: life.now, passwords: 0 };
    const real = new Real(own, nothing());
    real.#setClock();
    await emptyTables();
    const password = real.#nextPassword();
    real.#learn(password);
    own.id = await addUser(EMAIL, { passwordHash: await hashPassword(password) });
    if (life.provider) {
      await addGoogle();
      await db().insert(connections).values(connectionRow(own.id, ADA));
    }
    return real;
  }

  /** Does a step, and answers in the words of the model. How often something may be done is no part of that. */
  async do({ act, by, isLost }: DeedStep): Promise<Reply> {
    await db().delete(limits);
    const before = copyOf(this.outside);
    const answer = await this.act({ act, by });
    if (isLost) this.outside = before;
    return answer;
  }

  act = ({ act, by }: DeedStep): Promise<Reply> => from(newNetwork(), () => this.#acts[act](by));

  /** What somebody sees who holds all that was ever given out. */
  async seen(): Promise<ReturnType<typeof seen>> {
    const { tickets, halves, access } = this.outside;
    const open = tickets.map(async (ticket) => {
      const found = await findViewer(ticket);
      if (!found) return 'shut' as const;
      return (await isFreshlyAuthenticated(found.viewer)) ? ('fresh' as const) : ('open' as const);
    });
    const waits = halves.map(async (half) => (await findChallenge(half)) !== null);
    const isPasskey = eq(credentials.kind, 'passkey');
    return {
      tickets: await Promise.all(open),
      halves: await Promise.all(waits),
      access: access !== null && (await findByBearer(access)) !== null,
      asks: (await factorsOf(this.#own.id)).length > 0,
      ways: [
        await hasPassword(this.#own.id),
        (await db().$count(credentials, isPasskey)) > 0,
        (await db().$count(connections)) > 0,
      ],
    };
  }

  #acts: Record<DeedName, (by: Browser) => Promise<Reply>> = {
    signIn: async (by) =>
      this.#enter(
        by,
        await signIn({ email: EMAIL, password: this.#password, ...this.#arrival(by) }),
      ),
    signInByPasskey: async (by) => {
      if (!this.#own.passkey) return 'no';
      const { authenticator } = this.#own.passkey;
      const answer = authenticator.get(await asksToSignIn());
      return this.#enter(by, await signInBy(answer, SECRET, this.outside[by].ticket));
    },
    signInByProvider: async (by) => {
      const arriving = {
        ...this.#arrival(by),
        next: '',
        trusted: [],
        browserOf: async () => 'known',
      };
      return this.#enter(by, await signInByProvider(ADA, arriving));
    },
    askCode: (by) => this.#ask(by, startSignIn({ email: EMAIL, ...this.#arrival(by) })),
    typeCode: async (by) => {
      const { code } = this.outside[by];
      if (!code) return 'no';
      return this.#enter(by, await signInByCode(code.flow, code.code, this.#arrival(by)));
    },
    proveByApp: (by) => this.#second(by, async () => this.#appCode),
    proveByPasskey: (by) =>
      this.#second(by, async (half) => {
        const asked = await askForSecondFactor(half, SECRET);
        const answer = asked.ok && this.#own.passkey?.authenticator.get(asked.value);
        return answer ? { answer, secret: SECRET } : null;
      }),
    proveByRecoveryCode: (by) =>
      this.#second(by, async () => this.outside.wroteDown[0] ?? 'AAAA-AAAA-AAAA-AAAA'),
    confirm: this.#viewer(async (viewer, by) => {
      const factor = this.#own.app ? this.#appCode : '';
      const proof = { password: this.#password, factor, browser: 'known' };
      return this.#renewed(by, await reauthenticate(viewer, proof));
    }),
    confirmByPasskey: this.#viewer(async (viewer, by) => {
      const asked = await askToConfirm(viewer, SECRET);
      if (!asked.ok || !this.#own.passkey) return 'no';
      const answer = this.#own.passkey.authenticator.get(asked.value);
      return this.#renewed(by, await confirmWithPasskey(viewer, { answer, secret: SECRET }));
    }),
    use: this.#viewer(async () => 'done'),
    signOut: async (by) => {
      const { ticket } = this.outside[by];
      if (ticket) await transaction(endTicket(ticket, 'signed_out'));
      this.outside[by].ticket = null;
      return 'done';
    },
    endOthers: this.#viewer(async (viewer) => told(await revokeOtherSessions(viewer))),
    endProgram: this.#viewer(async (viewer) => {
      const { id } = sessions;
      const rows = await db().select({ id }).from(sessions).where(isNotNull(sessions.clientId));
      const ended = await Promise.all(rows.map((row) => revokeSession(viewer, row.id)));
      return told(ended.includes(true));
    }),
    disable: async () => told(doneBy(await disableUser('operator', this.#own.id))),
    enable: async () => told(doneBy(await enableUser('operator', this.#own.id))),
    endEverybody: async () => {
      await endEverybody();
      return 'done';
    },
    changePassword: this.#viewer(async (viewer, by) => {
      const password = this.#nextPassword();
      const change = { current: this.#password, password, endOthers: true, browser: 'known' };
      return this.#renewed(by, await changePassword(viewer, change), () => this.#learn(password));
    }),
    askReset: (by) => this.#ask(by, startReset(EMAIL, 'known')),
    typeReset: async (by) => {
      const { code, ticket } = this.outside[by];
      if (!code) return 'no';
      const password = this.#nextPassword();
      const typed = { code: code.code, password, browser: 'known' };
      const outcome = await resetPassword(code.flow, typed, ticket);
      if (outcome.ok) this.#learn(password);
      return this.#enter(by, outcome);
    },
    setPassword: this.#fresh(async (viewer) => {
      const password = this.#nextPassword();
      const { ok } = await setFirstPassword(viewer, password);
      if (ok) this.#learn(password);
      return told(ok);
    }),
    removePassword: this.#fresh(async (viewer) => {
      const { ok } = await removePassword(viewer);
      if (ok) this.#learn(null);
      return told(ok);
    }),
    addApp: this.#fresh(async (viewer, by) => {
      const key = await beginAuthenticator(viewer);
      if (!key) return 'no';
      const outcome = await confirmAuthenticator(viewer, shownBy(key.typed));
      return this.#renewed(by, outcome, () => {
        this.#own.app = key.typed;
      });
    }),
    removeApp: this.#fresh(async (viewer) => {
      const isDone = await removeAuthenticator(viewer);
      if (isDone) this.#own.app = null;
      return told(isDone);
    }),
    addPasskey: this.#fresh(async (viewer, by) => {
      if (this.#own.passkey) return 'no';
      // Of two answers at the same moment that count the second may come first: this one does not count.
      const made = await enrol(viewer, { step: 0 }).catch(refusal);
      if (!made) return 'no';
      this.#own.passkey = made;
      return this.#give(by, made.ticket);
    }),
    removePasskey: this.#fresh(async (viewer) => {
      if (!this.#own.passkey || !(await removePasskey(viewer, this.#own.passkey.id)).ok)
        return 'no';
      this.#own.passkey = null;
      return 'done';
    }),
    removeProvider: this.#fresh(async (viewer) => {
      const [row] = await db().select({ id: connections.id }).from(connections);
      return row ? told((await removeConnection(viewer, row.id)).ok) : 'no';
    }),
    makeRecoveryCodes: this.#fresh(async (viewer) => {
      const outcome = await makeRecoveryCodes(viewer, uuid());
      if (!outcome.ok) return 'no';
      this.outside.wroteDown = outcome.value;
      return 'done';
    }),
    beginRecovery: async () => told((await startRecovery('operator', this.#own.id)).ok),
    recover: async (by) => {
      await this.#ask(by, startRecover(EMAIL, 'known'));
      const { code } = this.outside[by];
      if (!code) return 'no';
      const typed = { code: code.code, wish: 'recover', browser: 'known' } as const;
      if (!(await completeRecover(code.flow, typed)).ok) return 'no';
      this.#learn(null);
      this.#own.app = null;
      this.#own.passkey = null;
      return 'done';
    },
    askDevice: async () => {
      const form = { client_id: CLI, scope: SCOPE };
      this.outside.device = await (await send('/oauth/device_authorization', form)).json();
      return 'done';
    },
    letDeviceIn: this.#viewer(async (viewer) => {
      const { device } = this.outside;
      const claimed = device && (await claimDevice(viewer, device.user_code));
      return told(claimed?.ok === true && (await answerDevice(viewer, claimed.value, true)).ok);
    }),
    fetchTokens: async () =>
      this.outside.device ? this.#tokens(await poll(this.outside.device.device_code)) : 'no',
    refresh: async () => this.#tokens(await refresh(this.outside.tokens.at(-1) ?? '')),
    refreshAgain: async () => this.#tokens(await refresh(this.outside.tokens.at(-2) ?? '')),
    waitHalfAMinute: () => this.#wait(1),
    waitElevenMinutes: () => this.#wait(22),
    waitThreeHours: () => this.#wait(360),
    waitThreeDays: () => this.#wait(8640),
    setClockBack: () => this.#wait(-360),
  };

  get #password() {
    return this.outside.knows ?? NOBODY;
  }
  get #appCode() {
    return this.#own.app ? shownBy(this.#own.app) : '000000';
  }
  #nextPassword = () => `walnut harbour nine kites ${this.#own.passwords++}`;
  #learn = (password: string | null) => {
    this.outside.knows = password;
  };
  #arrival = (by: Browser) => ({
    isPersistent: false,
    previous: this.outside[by].ticket,
    browser: 'known',
  });

  #setClock = () => vi.setSystemTime(START + (this.#own.now - 100_000) * HALF_MINUTE);
  async #wait(time: number): Promise<Reply> {
    this.#own.now += time;
    this.#setClock();
    return 'done';
  }

  #give(by: Browser, { sessionId, secret }: Ticket): Reply {
    const ticket = { sessionId, secret };
    this.outside[by].ticket = ticket;
    this.outside.tickets = [...this.outside.tickets, ticket];
    return 'done';
  }

  #enter(by: Browser, outcome: Result<Ticket | Challenge, string>): Reply {
    if (!outcome.ok) return 'no';
    if ('sessionId' in outcome.value) {
      this.#give(by, outcome.value);
      return 'in';
    }
    this.outside[by].half = outcome.value;
    this.outside.halves = [...this.outside.halves, outcome.value];
    return 'half';
  }

  #renewed(by: Browser, outcome: Result<Ticket, string>, then = () => {}): Reply {
    if (!outcome.ok) return 'no';
    then();
    return this.#give(by, outcome.value);
  }

  async #ask(by: Browser, asked: Promise<Result<{ codeId: string; secret: string }, string>>) {
    const begun = await asked;
    if (!begun.ok) return 'no';
    const flow = { ...begun.value, email: EMAIL };
    this.outside[by].code = { flow, code: await latestCode() };
    return 'done';
  }

  async #second(
    by: Browser,
    prove: (half: Challenge) => Promise<Parameters<typeof verifyNextFactor>[1] | null>,
  ): Promise<Reply> {
    const { half } = this.outside[by];
    const typed = half && (await prove(half));
    if (!half || typed === null) return 'no';
    const outcome = await verifyNextFactor(half, typed, this.#arrival(by));
    return outcome?.ok ? this.#enter(by, { ok: true, value: outcome.value.ticket }) : 'no';
  }

  #viewer(act: (viewer: Viewer, by: Browser) => Promise<Reply>) {
    return async (by: Browser): Promise<Reply> => {
      const { ticket } = this.outside[by];
      const found = ticket && (await findViewer(ticket));
      return found ? act(found.viewer, by) : 'no';
    };
  }

  /** As the pages of what matters ask. */
  #fresh(act: (viewer: Viewer, by: Browser) => Promise<Reply>) {
    return this.#viewer(async (viewer, by) =>
      (await isFreshlyAuthenticated(viewer)) ? act(viewer, by) : 'no',
    );
  }

  async #tokens(answer: Response): Promise<Reply> {
    if (answer.status >= 500) throw new DatabaseUnavailable('as the program was told');
    if (answer.status !== 200) return 'no';
    const { refresh_token: next, access_token } = (await answer.json()) as Tokens;
    const before = this.outside.tokens.filter((one) => one !== next);
    this.outside.tokens = [...before, next].slice(-3);
    this.outside.access = access_token;
    return 'in';
  }
}

/** Null for what an act refuses; the database may not answer, too. */
function refusal(error: unknown): null {
  if (error instanceof DatabaseUnavailable) throw error;
  return null;
}

const told = (isDone: boolean): Reply => (isDone ? 'done' : 'no');
const doneBy = (outcome: Result<boolean, string>) => outcome.ok && outcome.value;
