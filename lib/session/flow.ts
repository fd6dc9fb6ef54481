import 'server-only';
import { cookies } from 'next/headers';
import type { Secret } from '#drizzle/columns';
import type { CodePurpose } from '#lib/codes/issue';
import { seal, unseal } from '#lib/crypto/seal';
import { cookieName, cookieOptions } from '#lib/session/cookie';

/**
 * What this browser is in the middle of, sealed into the flow cookie. A code is worth nothing without it.
 * A half-finished flow is not a session: this opens no page but its own.
 */
export type Flow = {
  codeId: string;
  secret: Secret;
  email: string;
  next: string;
  /** A sentence about the password that was chosen. */
  strength?: string;
  /** False when the address was mailed too often for another mail to go out at once. */
  isMailed: boolean;
};

const FLOW_SECONDS = 3600;

/** The flow of this kind that the browser is in, or null. */
export async function readFlow(kind: CodePurpose): Promise<Flow | null> {
  const sealed = (await cookies()).get(cookieName('flow'))?.value;
  const data = sealed ? await unseal('flow', sealed, FLOW_SECONDS) : null;
  if (!data || data['kind'] !== kind) return null;
  // Nobody but us can have sealed it: what is in it is what `writeFlow` put there.
  return data as unknown as Flow;
}

/** Begins a flow in this browser; one that was under way is left behind. */
export async function writeFlow(kind: CodePurpose, flow: Flow) {
  const sealed = await seal('flow', { ...flow, kind }, FLOW_SECONDS);
  (await cookies()).set(cookieName('flow'), sealed, { ...cookieOptions(), maxAge: FLOW_SECONDS });
}

export async function endFlow() {
  (await cookies()).set(cookieName('flow'), '', { ...cookieOptions(), maxAge: 0 });
}
