/** An expected outcome: a value, or a reason the caller must handle. Bugs are exceptions, not reasons. */
export type Result<Value, Reason extends string> = { ok: true; value: Value } | Failure<Reason>;

/** A refusal. `retryAfter` (seconds) when waiting is the way out; `because` when one sentence cannot say it. */
export type Failure<Reason extends string> = {
  ok: false;
  reason: Reason;
  retryAfter?: number;
  because?: string;
};

export const ok = <Value>(value: Value) => ({ ok: true, value }) as const;

export const fail = <Reason extends string>(
  reason: Reason,
  more: { retryAfter?: number; because?: string } = {},
): Failure<Reason> => ({ ok: false, reason, ...more });
