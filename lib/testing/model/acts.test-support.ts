import {
  asksFactor,
  type Browser,
  DAYS,
  type HeldTicket,
  HOURS,
  type Id,
  isAlive,
  isFresh,
  isLately,
  type Life,
  type Mailed,
  MINUTES,
  NEVER,
  newId,
  opened,
  type Session,
  SLACK,
  type Token,
  waiting,
} from '#lib/testing/model/life.test-support';

/** What is answered: a session, half of one, something else that was done, or nothing at all. */
export type Reply = 'in' | 'half' | 'done' | 'no';
/** What somebody does, by one of two browsers; null where nobody could. */
export type Deed = (it: Life, by: Browser) => Reply | null;

const OF_BROWSER = { idle: 2 * HOURS, most: 24 * HOURS };
/** Until it fetches its tokens; then 90 days. */
const OF_PROGRAM = { idle: 14 * DAYS, most: 15 * MINUTES };
const CODE = 10 * MINUTES;
const TRIES = 5;

// What acts are made of.

const end = (it: Life, which: (one: Session) => boolean): boolean => {
  const gone = it.sessions.filter(which);
  for (const { id, secret } of gone) it.over.push(secret ?? id);
  it.sessions = it.sessions.filter((one) => !gone.includes(one));
  return gone.length > 0;
};
const isOf = (ticket: HeldTicket | null) => (one: Session) =>
  one.id === ticket?.session && one.secret === ticket.secret;

const give = (it: Life, by: Browser, ticket: HeldTicket) => {
  it.outside[by].ticket = ticket;
  it.outside.tickets.push(ticket);
};
/** The session goes on under another secret: what was shown before opens nothing any more. */
const renew = (it: Life, by: Browser, one: Session): Reply => {
  if (one.secret) it.over.push(one.secret);
  one.secret = newId(it);
  give(it, by, { session: one.id, secret: one.secret });
  return 'done';
};
const prove = (it: Life, one: Session, factor: boolean) => {
  it.stale = it.stale.filter((id) => id !== one.id);
  Object.assign(one, { proven: it.now, factor });
};

/** The only way in: a session; or half of one, where the account asks for more than was proven. */
function admit(it: Life, by: Browser, factor: boolean, proven = it.now): Reply {
  const held = it.outside[by];
  if (!factor && asksFactor(it)) {
    const half = { id: newId(it), password: it.password, at: it.now, tries: TRIES };
    it.halves.push(half);
    it.outside.halves.push(half.id);
    held.half = half.id;
    return 'half';
  }
  end(it, isOf(held.ticket));
  it.recovery = null;
  const [id, secret] = [newId(it), newId(it)];
  const times = { born: it.now, seen: it.now, proven };
  const owed = { factor, gave: factor, asked: asksFactor(it) };
  it.sessions.push({ id, secret, ...times, ...owed, ...OF_BROWSER });
  give(it, by, { session: id, secret });
  return 'in';
}

/** The other half, in the browser of the first: in ten minutes, with five tries, once. */
function secondStep(it: Life, by: Browser, proves: () => boolean): Reply {
  const half = waiting(it, it.outside[by].half);
  if (!half) return 'no';
  half.tries -= 1;
  if (!asksFactor(it) || !proves()) return 'no';
  it.halves = it.halves.filter((one) => one !== half);
  it.taken.push(half.id);
  return admit(it, by, true);
}

/** What a signed-in person does. */
const viewer =
  (act: (it: Life, by: Browser, one: Session) => Reply): Deed =>
  (it, by) => {
    const one = opened(it, it.outside[by].ticket);
    return one ? act(it, by, one) : 'no';
  };
/** What matters: only after a fresh proof. After it the other sessions have to prove again who they are. */
const credentials = (change: (it: Life, by: Browser, one: Session) => Reply): Deed =>
  viewer((it, by, one) => {
    if (!isFresh(it, one) || change(it, by, one) === 'no') return 'no';
    for (const other of it.sessions)
      if (other !== one) {
        other.proven = NEVER;
        it.stale.push(other.id);
      }
    return 'done';
  });

/** A code is mailed to the owner, and is right in the browser that asked, until it was used or something ended it. */
const ask =
  (why: Mailed['for']): Deed =>
  (it, by) => {
    const code = { id: newId(it), for: why, at: it.now, isRight: it.isOpen };
    it.mailed.push(code);
    it.outside[by].code = code.id;
    return 'done';
  };
const isTyped = (it: Life, by: Browser, why: Mailed['for']): boolean => {
  const code = it.mailed.find(({ id }) => id === it.outside[by].code);
  if (code?.for !== why || !code.isRight || !isLately(it, code.at, CODE)) return false;
  code.isRight = false;
  it.taken.push(code.id);
  return true;
};
const endCodes = (it: Life) => {
  for (const one of it.mailed) one.isRight = false;
};
/** The code that the app shows now: once, and only of a step after the last. */
const isAppCode = ({ app, now, taken }: Life): boolean => {
  if (!app || now <= app.step) return false;
  app.step = now;
  taken.push(`${app.id} ${now}`);
  return true;
};
const isPassword = ({ password, outside }: Life) => password !== null && password === outside.knows;
const changePassword = (it: Life) => {
  it.password = it.outside.knows = newId(it);
  endCodes(it);
};
const wait = (it: Life, time: number): Reply => {
  it.now += time;
  return 'done';
};

const giveTokens = (it: Life, of: Session, next: Token): Reply => {
  of.seen = it.now;
  it.outside.tokens = [...it.outside.tokens.filter((one) => one !== next.id), next.id].slice(-3);
  it.outside.access = { of: of.id, at: it.now };
  return 'in';
};
const nextToken = (it: Life, of: Session): Token => {
  const next = { id: newId(it), of: of.id, at: it.now, usedAt: null };
  it.tokens.push(next);
  return next;
};
/** A refresh token works once. Shown again it ends its line; but where the answer was lost a moment ago it gets the same. */
function refreshWith(it: Life, shown: Id | undefined): Reply | null {
  if (!shown) return null;
  const token = it.tokens.find(({ id }) => id === shown);
  const of = it.sessions.find(({ id }) => id === token?.of);
  if (!token || !of || !isAlive(it, of) || token.at > it.now + SLACK) return 'no';
  if (token.usedAt === null) {
    token.usedAt = it.now;
    it.taken.push(token.id);
    return giveTokens(it, of, nextToken(it, of));
  }
  const next = it.tokens.filter((one) => one.of === of.id).find(({ id }) => after(id, shown));
  if (token.usedAt === it.now && next?.usedAt === null) return giveTokens(it, of, next);
  end(it, (one) => one === of);
  return 'no';
}
const after = (one: Id, other: Id) => Number(one.slice(1)) > Number(other.slice(1));

/** All that can be done. */
export const DEEDS = {
  signIn: (it, by) => (it.isOpen && isPassword(it) ? admit(it, by, false) : 'no'),
  signInByPasskey: (it, by) => (it.isOpen && it.passkey ? admit(it, by, true) : 'no'),
  // The provider does not say when it asked last, so what matters asks again.
  signInByProvider: (it, by) => (it.isOpen && it.provider ? admit(it, by, false, NEVER) : 'no'),
  askCode: ask('sign-in'),
  typeCode: (it, by) => (isTyped(it, by, 'sign-in') ? admit(it, by, false) : 'no'),
  proveByApp: (it, by) => secondStep(it, by, () => isAppCode(it)),
  proveByPasskey: (it, by) => (it.passkey ? secondStep(it, by, () => true) : 'no'),
  proveByRecoveryCode: (it, by) =>
    secondStep(it, by, () => {
      const [shown] = it.outside.wroteDown;
      if (!shown || !it.recoveryCodes.includes(shown)) return false;
      it.recoveryCodes = it.recoveryCodes.filter((one) => one !== shown);
      it.taken.push(shown);
      return true;
    }),
  confirm: viewer((it, by, one) => {
    if (!isPassword(it) || (asksFactor(it) && !isAppCode(it))) return 'no';
    prove(it, one, asksFactor(it));
    return renew(it, by, one);
  }),
  confirmByPasskey: viewer((it, by, one) => {
    if (!it.passkey) return 'no';
    prove(it, one, true);
    return renew(it, by, one);
  }),

  use: viewer(() => 'done'),
  signOut: (it, by) => {
    const { ticket } = it.outside[by];
    if (!ticket) return null;
    end(it, isOf(ticket));
    it.over.push(ticket.secret);
    it.outside[by].ticket = null;
    return 'done';
  },
  endOthers: viewer((it, _, one) => (end(it, (other) => other !== one) ? 'done' : 'no')),
  endProgram: viewer((it) => (end(it, ({ secret }) => secret === null) ? 'done' : 'no')),
  disable: (it) => {
    if (!it.isOpen) return null;
    it.isOpen = false;
    endCodes(it);
    end(it, () => true);
    return 'done';
  },
  enable: (it) => {
    if (it.isOpen) return null;
    it.isOpen = true;
    return 'done';
  },
  endEverybody: (it) => {
    end(it, () => true);
    Object.assign(it, { halves: [], mailed: [], devices: [], recovery: null });
    return 'done';
  },

  changePassword: viewer((it, by, one) => {
    if (!isPassword(it)) return 'no';
    changePassword(it);
    end(it, (other) => other !== one);
    // Where a factor is asked for too, the password alone is no fresh proof.
    if (!asksFactor(it)) prove(it, one, false);
    return renew(it, by, one);
  }),
  askReset: ask('reset'),
  typeReset: (it, by) => {
    if (!isTyped(it, by, 'reset')) return 'no';
    changePassword(it);
    end(it, () => true);
    return admit(it, by, false);
  },
  setPassword: credentials((it) => {
    if (it.password) return 'no';
    changePassword(it);
    return 'done';
  }),
  removePassword: credentials((it) => {
    if (!it.password || !(it.passkey || it.provider)) return 'no';
    it.password = it.outside.knows = null;
    return 'done';
  }),
  addApp: credentials((it, by, one) => {
    if (it.app) return 'no';
    it.app = { id: newId(it), step: it.now };
    it.taken.push(`${it.app.id} ${it.now}`);
    prove(it, one, true);
    return renew(it, by, one);
  }),
  removeApp: credentials((it) => {
    if (!it.app) return 'no';
    it.app = null;
    return 'done';
  }),
  addPasskey: credentials((it, by, one) => {
    if (it.passkey) return 'no';
    it.passkey = true;
    prove(it, one, true);
    return renew(it, by, one);
  }),
  removePasskey: credentials((it) => {
    if (!it.passkey || !(it.password || it.provider)) return 'no';
    it.passkey = false;
    return 'done';
  }),
  removeProvider: credentials((it) => {
    if (!it.provider || !(it.password || it.passkey)) return 'no';
    it.provider = false;
    return 'done';
  }),
  makeRecoveryCodes: credentials((it) => {
    it.recoveryCodes = [newId(it), newId(it)];
    it.outside.wroteDown = it.recoveryCodes;
    return 'done';
  }),
  beginRecovery: (it) => {
    it.recovery ??= it.now;
    return 'done';
  },
  recover: (it, by) => {
    ask('recover')(it, by);
    const waited = it.recovery === null ? NEVER : it.now - it.recovery;
    if (waited < 3 * DAYS || waited >= 10 * DAYS || !isTyped(it, by, 'recover')) return 'no';
    Object.assign(it, { password: null, app: null, passkey: false, provider: false });
    Object.assign(it, { recoveryCodes: [], halves: [], recovery: null, wasRecovered: true });
    it.outside.knows = null;
    endCodes(it);
    end(it, () => true);
    return 'done';
  },

  askDevice: (it) => {
    it.outside.device = newId(it);
    const device = { id: it.outside.device, at: it.now, session: null, isFetched: false };
    it.devices.push(device);
    return 'done';
  },
  letDeviceIn: viewer((it, _, one) => {
    const device = it.devices.find(({ id }) => id === it.outside.device);
    if (!device || device.session || !isLately(it, device.at, CODE)) return 'no';
    device.session = newId(it);
    const times = { born: it.now, seen: it.now, proven: NEVER };
    const owed = { factor: false, gave: false, asked: false };
    it.sessions.push({ id: device.session, secret: null, ...times, ...owed, ...OF_PROGRAM });
    one.seen = it.now;
    return 'done';
  }),
  fetchTokens: (it) => {
    const device = it.devices.find(({ id }) => id === it.outside.device);
    const of = it.sessions.find(({ id }) => id === device?.session);
    if (!device || !isLately(it, device.at, CODE) || !of || !isAlive(it, of)) return 'no';
    // Shown a second time it is in two hands.
    if (device.isFetched) {
      end(it, (one) => one === of);
      return 'no';
    }
    device.isFetched = true;
    it.taken.push(device.id);
    of.most = 90 * DAYS;
    return giveTokens(it, of, nextToken(it, of));
  },
  refresh: (it) => refreshWith(it, it.outside.tokens.at(-1)),
  refreshAgain: (it) => refreshWith(it, it.outside.tokens.at(-2)),

  waitHalfAMinute: (it) => wait(it, 1),
  waitElevenMinutes: (it) => wait(it, 11 * MINUTES),
  waitThreeHours: (it) => wait(it, 3 * HOURS),
  waitThreeDays: (it) => wait(it, 3 * DAYS),
  setClockBack: (it) => wait(it, -3 * HOURS),
} satisfies Record<string, Deed>;

export type DeedName = keyof typeof DEEDS;
export type Deeds = Record<DeedName, Deed>;

/** One act, by one browser. `isLost`: it happened, and its answer reached nobody, for a process was killed then. */
export type DeedStep = { act: DeedName; by: Browser; isLost?: boolean };

/** What comes of a step: another life, and the answer; null where nobody could take it. */
export function step(before: Life, { act, by, isLost }: DeedStep, acts: Deeds = DEEDS) {
  const life = structuredClone(before);
  const answer = acts[act](life, by);
  if (answer === null) return null;
  if (isLost) life.outside = structuredClone(before.outside);
  return { life, answer };
}
