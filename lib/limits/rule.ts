/** How often something may happen. Times in milliseconds. */
export type LimitRule = {
  /** Names the counter; part of what is stored. */
  name: string;
  /** This often within one window … */
  max: number;
  windowMs: number;
  /** … and not twice within this time. */
  apartMs?: number;
  /** After `max`, instead of waiting for the window's end: a wait that doubles from here … */
  firstWaitMs?: number;
  /** … to here. */
  longestWaitMs?: number;
  /** This often without one success, and only one try a day is left. */
  streakMax?: number;
  /** A use too many is an event for the audit log. */
  isTold?: true;
};

const minutes = (count: number) => count * 60_000;
const hours = (count: number) => count * 3_600_000;

/** Wrong passwords for one account, whichever door they were tried at (NIST 800-63B-4 3.2.2). */
export const passwordByAccount: LimitRule = {
  name: 'password/account',
  max: 10,
  windowMs: minutes(15),
  firstWaitMs: 30_000,
  longestWaitMs: minutes(15),
  streakMax: 100,
};
export const passwordByNetwork: LimitRule = {
  name: 'password/network',
  max: 30,
  windowMs: minutes(10),
  isTold: true,
};
/** Faster than any person types; docs/decisions/008-limits.md says why it is not three. */
export const passwordBurst: LimitRule = {
  name: 'password/burst',
  max: 10,
  windowMs: 10_000,
  isTold: true,
};
/** Judging a chosen password costs some of everybody's time, also when it is refused. */
export const judgingByNetwork: LimitRule = {
  name: 'judging/network',
  max: 600,
  windowMs: minutes(10),
  isTold: true,
};
export const signUpByNetwork: LimitRule = {
  name: 'sign-up/network',
  max: 10,
  windowMs: hours(1),
  isTold: true,
};
export const mailByRecipient: LimitRule = {
  name: 'mail/recipient',
  max: 3,
  windowMs: hours(1),
  apartMs: minutes(1),
};
export const mailByRecipientDaily: LimitRule = {
  name: 'mail/recipient/day',
  max: 10,
  windowMs: hours(24),
};
export const mailByNetwork: LimitRule = {
  name: 'mail/network',
  max: 20,
  windowMs: hours(1),
  isTold: true,
};
export const codeByNetwork: LimitRule = {
  name: 'code/network',
  max: 30,
  windowMs: minutes(5),
  isTold: true,
};
/** Refusals of one person that are worth an entry in the log. */
export const refusalsByUser: LimitRule = { name: 'refusal/user', max: 20, windowMs: minutes(10) };
/** Shares given away, each of which may mail somebody who did not ask for it. */
export const shareByUser: LimitRule = {
  name: 'share/user',
  max: 60,
  windowMs: hours(1),
  isTold: true,
};
/** Mails about shares to one address. Past them it is shared without a mail; codes have their own. */
export const shareMailByRecipient: LimitRule = {
  name: 'share/recipient',
  max: 5,
  windowMs: hours(24),
};
/** Notes that one person makes: more than anybody writes; how much they take up has a quota of its own. */
export const notesByUser: LimitRule = {
  name: 'notes/user',
  max: 200,
  windowMs: hours(1),
  isTold: true,
};

/** Forms that one person sends: each may be an entry in a log that nobody can shorten. */
export const formsByUser: LimitRule = {
  name: 'form/user',
  max: 1000,
  windowMs: hours(1),
  isTold: true,
};
export const formsByUserDaily: LimitRule = {
  name: 'form/user/day',
  max: 5000,
  windowMs: hours(24),
  isTold: true,
};
/** What programs send in one person's name: another budget, for a person has to get at them when it is spent. */
export const writesByUser: LimitRule = { ...formsByUser, name: 'program/user' };
export const writesByUserDaily: LimitRule = { ...formsByUserDaily, name: 'program/user/day' };
/** What a program reads in one person's name: counted in memory, it is about load and not about guesses. */
export const readingsByUser: LimitRule = {
  name: 'reading/user',
  max: 600,
  windowMs: minutes(1),
};
/** Downloads of everything about one person; of those at the same time see lib/limits/downloads. */
export const exportByUser: LimitRule = {
  name: 'export/user',
  max: 20,
  windowMs: hours(1),
  isTold: true,
};
/** What programs ask of the authorization server: tokens, refreshes, device codes. */
export const tokensByNetwork: LimitRule = {
  name: 'tokens/network',
  max: 150,
  windowMs: minutes(5),
  isTold: true,
};
/**
 * Requests that programs send browsers here with, each kept for ten minutes: counted in memory, it is about
 * load and not about guesses.
 */
export const requestsByNetwork: LimitRule = {
  name: 'requests/network',
  max: 300,
  windowMs: minutes(5),
};
/** How often devices ask whether they are let in: each every five seconds, for ten at the same time. */
export const pollsByNetwork: LimitRule = { name: 'polls/network', max: 600, windowMs: minutes(5) };
/** What services ask about tokens, after they have proven who they are. */
export const introspectionsByNetwork: LimitRule = {
  name: 'introspections/network',
  max: 6000,
  windowMs: minutes(5),
};
/** Codes that a person types to let a device in: eight letters, and few guesses. */
export const userCodeByUser: LimitRule = {
  name: 'user-code/user',
  max: 10,
  windowMs: minutes(10),
  isTold: true,
};
/** Mails by which staff ask the same person for a new password. */
export const resetByStaff: LimitRule = {
  name: 'reset/staff',
  max: 3,
  windowMs: hours(1),
  isTold: true,
};

/** What anybody can make happen is entered into the audit log this often, and then only counted. */
export const excessByKey: LimitRule = { name: 'excess/key', max: 1, windowMs: minutes(10) };
export const deadUseBySession: LimitRule = { name: 'dead/session', max: 1, windowMs: hours(24) };
export const forgeryByNetwork: LimitRule = {
  name: 'forgery/network',
  max: 5,
  windowMs: minutes(10),
};
export const forgeryByAll: LimitRule = { name: 'forgery/all', max: 200, windowMs: hours(1) };
export const wrongSecretByNetwork: LimitRule = {
  name: 'secret/network',
  max: 5,
  windowMs: minutes(10),
};
export const wrongSecretByAll: LimitRule = { name: 'secret/all', max: 200, windowMs: hours(1) };

/** What is remembered for one key. Times in milliseconds since 1970. */
export type Tally = { used: number; streak: number; windowEndsAt: number; blockedUntil: number };

const NOTHING: Tally = { used: 0, streak: 0, windowEndsAt: 0, blockedUntil: 0 };

/** The tally after one more use, or how many milliseconds to wait before it may happen. Pure. */
export function countUse(
  rule: LimitRule,
  tally: Tally | null,
  now: number,
): { next: Tally } | { waitMs: number } {
  const before = tally ?? NOTHING;
  if (before.blockedUntil > now) return { waitMs: before.blockedUntil - now };
  // Past its maximum a rule that makes people wait longer each time does not forget with the window.
  const isWaiting = rule.firstWaitMs !== undefined && before.used >= rule.max;
  const isFresh = before.windowEndsAt <= now && !isWaiting;
  const used = isFresh ? 1 : before.used + 1;
  const streak = before.streak + 1;
  const windowEndsAt = isFresh ? now + rule.windowMs : before.windowEndsAt;
  const blockedUntil = now + waitAfter(rule, used, streak, windowEndsAt - now);
  return { next: { used, streak, windowEndsAt, blockedUntil } };
}

function waitAfter(rule: LimitRule, used: number, streak: number, windowLeftMs: number): number {
  if (rule.streakMax && streak >= rule.streakMax) return hours(24);
  if (used < rule.max) return rule.apartMs ?? 0;
  if (rule.firstWaitMs === undefined) return Math.max(windowLeftMs, rule.apartMs ?? 0);
  const doubled = rule.firstWaitMs * 2 ** Math.min(used - rule.max, 16);
  return Math.min(doubled, rule.longestWaitMs ?? doubled);
}
