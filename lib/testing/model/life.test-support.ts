/**
 * The life of the sessions of one account, as a specification: what there is, what can be done, what is answered. It is
 * pure, and knows no row, no statement and no cookie. `promises` says what has to hold of it, `explore` tries all there
 * is, and `real` does the same acts to Gatehouse. Times are in half minutes, which is how long a code of an app is good for.
 */

/** What nobody can guess, or the number of a row. */
export type Id = `#${number}`;
export type Browser = 'A' | 'B';
export type HeldTicket = { session: Id; secret: Id };

export type Session = {
  id: Id;
  /** What the cookie of now has; null for a program, which has no cookie. */
  secret: Id | null;
  born: number;
  seen: number;
  /** The last proof of who it is, or `NEVER`. */
  proven: number;
  /** Whether more than a first proof was given. */
  factor: boolean;
  /** Kept for the promises: whether a factor was asked for when it began, and was given. */
  asked: boolean;
  gave: boolean;
  /** How long it lasts without a visit, and at most. */
  idle: number;
  most: number;
};
type Half = { id: Id; password: Id | null; at: number; tries: number };
export type Mailed = { id: Id; for: 'sign-in' | 'reset' | 'recover'; at: number; isRight: boolean };
export type Token = { id: Id; of: Id; at: number; usedAt: number | null };
type Device = { id: Id; at: number; session: Id | null; isFetched: boolean };

/** What one browser holds. */
type Held = { ticket: HeldTicket | null; half: Id | null; code: Id | null };

export type Life = {
  now: number;
  /** The last of the numbers that were given out. */
  last: number;
  isOpen: boolean;
  password: Id | null;
  /** An app, and the step of the last code of it that was taken. */
  app: { id: Id; step: number } | null;
  passkey: boolean;
  provider: boolean;
  recoveryCodes: Id[];
  /** When a recovery was begun. */
  recovery: number | null;
  sessions: Session[];
  halves: Half[];
  mailed: Mailed[];
  devices: Device[];
  tokens: Token[];
  /** What is outside: two browsers, a program, what somebody knows and wrote down. A lost answer changes nothing here. */
  outside: {
    A: Held;
    B: Held;
    device: Id | null;
    tokens: Id[];
    access: { of: Id; at: number } | null;
    knows: Id | null;
    wroteDown: Id[];
    /** Everything that anybody ever held: thieves keep it. */
    tickets: HeldTicket[];
    halves: Id[];
  };
  /** Kept for the promises: what an acknowledged act has ended, and what was taken for good. */
  over: Id[];
  taken: string[];
  /** Kept for the promises: the sessions that have proven nothing since another changed the credentials. */
  stale: Id[];
  wasRecovered: boolean;
};

export const NEVER = -1_000_000;
export const MINUTES = 2;
export const SLACK = 1 * MINUTES;
const PROOF = 10 * MINUTES;
const VISIT = 1 * MINUTES;
export const HOURS = 60 * MINUTES;
export const DAYS = 24 * HOURS;

export const newId = (it: Life): Id => `#${++it.last}`;

/** Within the last so many half minutes, and not still to come: clocks are set wrong, and right again. */
export const isLately = (it: Life, at: number, last: number) =>
  at > it.now - last && at <= it.now + SLACK;

/** Whether the row answers at all. */
export const isAlive = (it: Life, one: Session) =>
  it.isOpen &&
  one.born <= it.now + SLACK &&
  one.seen <= it.now + SLACK &&
  it.now < one.seen + one.idle + VISIT &&
  it.now < one.born + one.most;

/** The session that a ticket opens: the row decides. */
export const opened = (it: Life, ticket: HeldTicket | null) =>
  it.sessions.find(
    (one) =>
      ticket !== null &&
      one.id === ticket.session &&
      one.secret === ticket.secret &&
      isAlive(it, one),
  );

export const asksFactor = (it: Life) => it.app !== null || it.passkey;

/** What matters asks for this: a proof of ten minutes, and of all that the account has. */
export const isFresh = (it: Life, one: Session) =>
  isLately(it, one.proven, PROOF) && (one.factor || !asksFactor(it));

/** The half of a sign-in that still waits for the other half. */
export const waiting = (it: Life, id: Id | null) =>
  it.halves.find(
    (one) =>
      one.id === id &&
      one.tries > 0 &&
      one.password === it.password &&
      it.isOpen &&
      isLately(it, one.at, 10 * MINUTES),
  );

const HELD: Held = { ticket: null, half: null, code: null };

/** A new account with a password. */
export const newLife = (more: Partial<Life> = {}): Life => ({
  now: 100_000,
  last: 1,
  isOpen: true,
  password: '#1',
  app: null,
  passkey: false,
  provider: false,
  recoveryCodes: [],
  recovery: null,
  sessions: [],
  halves: [],
  mailed: [],
  devices: [],
  tokens: [],
  outside: {
    A: { ...HELD },
    B: { ...HELD },
    device: null,
    tokens: [],
    access: null,
    knows: '#1',
    wroteDown: [],
    tickets: [],
    halves: [],
  },
  over: [],
  taken: [],
  stale: [],
  wasRecovered: false,
  ...more,
});
