import 'server-only';
import { cookies } from 'next/headers';
import { seal, unseal } from '#lib/crypto/seal';
import { cookieName, cookieOptions } from '#lib/session/cookie';

/**
 * What this browser is in the middle of, sealed into the flow cookie. A code is worth nothing without it.
 * A half-finished sign-up is not a session: this opens no page but its own.
 */
export type Flow = {
  codeId: string;
  secret: string;
  email: string;
  next: string;
  strength: string;
};

const FLOW_SECONDS = 3600;

/** The flow of this kind that the browser is in, or null. */
export async function readFlow(kind: 'sign-up'): Promise<Flow | null> {
  const sealed = (await cookies()).get(cookieName('flow'))?.value;
  const data = sealed ? await unseal('flow', sealed, FLOW_SECONDS) : null;
  if (!data || data['kind'] !== kind) return null;
  const text = (name: string) => String(data[name] ?? '');
  return {
    codeId: text('codeId'),
    secret: text('secret'),
    email: text('email'),
    next: text('next'),
    strength: text('strength'),
  };
}

/** Begins a flow in this browser; one that was under way is left behind. */
export async function writeFlow(kind: 'sign-up', flow: Flow) {
  const sealed = await seal('flow', { ...flow, kind }, FLOW_SECONDS);
  (await cookies()).set(cookieName('flow'), sealed, { ...cookieOptions(), maxAge: FLOW_SECONDS });
}

export async function endFlow() {
  (await cookies()).set(cookieName('flow'), '', { ...cookieOptions(), maxAge: 0 });
}
