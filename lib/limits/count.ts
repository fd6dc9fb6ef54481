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
  /** This often without one success, and each further try waits `streakWaitMs`. */
  streakMax?: number;
  /** A day, unless the rule says otherwise. */
  streakWaitMs?: number;
  /** It bounds the load and guards nothing: counted in each process, or by Redis for all servers. A window, no more. */
  isLoad?: true;
  /** A use too many is an event for the audit log. */
  isTold?: true;
};

const DAY_MS = 24 * 3_600_000;
/** A clock that is set right now and then moves back by less than this. */
const SLACK_MS = 1_000;

/** What is remembered for one key. Times in milliseconds since 1970. */
export type Tally = { used: number; streak: number; windowEndsAt: number; blockedUntil: number };

const NOTHING: Tally = { used: 0, streak: 0, windowEndsAt: 0, blockedUntil: 0 };

/** No wait of this rule is ever longer. Milliseconds. */
export function longestWaitMs(rule: LimitRule): number {
  const streak = rule.streakMax ? (rule.streakWaitMs ?? DAY_MS) : 0;
  const full = rule.firstWaitMs === undefined ? rule.windowMs : longestDoubled(rule);
  return Math.max(streak, full, rule.apartMs ?? 0);
}

/**
 * The tally after one more use, or how many milliseconds to wait before it may happen. Pure. What a clock
 * that was wrong has written further ahead than the rule can, is over.
 */
export function countUse(
  rule: LimitRule,
  tally: Tally | null,
  now: number,
): { next: Tally } | { waitMs: number } {
  const before = tally ?? NOTHING;
  const longest = longestWaitMs(rule);
  if (isAhead(before.blockedUntil, now, longest))
    return { waitMs: Math.min(before.blockedUntil - now, longest) };
  // Past its maximum a rule that makes people wait longer each time does not forget with the window.
  const isWaiting = rule.firstWaitMs !== undefined && before.used >= rule.max;
  const isOpen = isAhead(before.windowEndsAt, now, rule.windowMs);
  const isFresh = !isOpen && !isWaiting;
  const used = isFresh ? 1 : before.used + 1;
  const streak = before.streak + 1;
  const windowEndsAt = isOpen ? before.windowEndsAt : now + (isFresh ? rule.windowMs : 0);
  const blockedUntil = now + waitAfter(rule, used, streak, windowEndsAt - now);
  return { next: { used, streak, windowEndsAt, blockedUntil } };
}

/** Whether a time is still to come, and not further ahead than it can have been set. */
const isAhead = (at: number, now: number, mostMs: number) =>
  at > now && at <= now + mostMs + SLACK_MS;

function waitAfter(rule: LimitRule, used: number, streak: number, windowLeftMs: number): number {
  if (rule.streakMax && streak >= rule.streakMax) return rule.streakWaitMs ?? DAY_MS;
  if (used < rule.max) return rule.apartMs ?? 0;
  if (rule.firstWaitMs === undefined) return Math.max(windowLeftMs, rule.apartMs ?? 0);
  return Math.min(rule.firstWaitMs * 2 ** Math.min(used - rule.max, 16), longestDoubled(rule));
}

const longestDoubled = ({ firstWaitMs = 0, longestWaitMs }: LimitRule) =>
  longestWaitMs ?? firstWaitMs * 2 ** 16;
