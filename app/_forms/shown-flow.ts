import type { FormState } from '#forms/problem';

/** A moment as the server says it, for pages whose script does not run, and as scripts read it. */
export type Moment = { iso: string; says: string };

/** What a page says about a flow that waits for a mailed code. Nothing of it tells who has an account. */
export type ShownFlow = {
  /** The number of the flow, for the forms that are about it. */
  number: string;
  email: string;
  /** When a mail last went out, and until when its code works; null while none has. */
  mailed: { at: Moment; until: Moment } | null;
  isLive: boolean;
  isUsed: boolean;
  /** When another code can be asked for; null when it can be now. */
  resend: { at: Moment; seconds: number } | null;
  /** Whether times are in the reader's zone already. */
  hasZone: boolean;
};

/** The state of the forms of such a page: `flow` is how it stands after the act. */
export type CodeState = FormState & { flow?: ShownFlow };
