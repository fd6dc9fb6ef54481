import 'server-only';
import type { Secret } from '#drizzle/columns';
import type { Write } from '#lib/db/transaction';

/**
 * By what somebody proves who they are, in the words of RFC 8176 that are in use here: something they know, or
 * something they hold.
 */
const METHODS = { pwd: 'knows', pin: 'knows', otp: 'holds', hwk: 'holds', swk: 'holds' } as const;

/**
 * One of them; or `mfa`, two kinds in one step, such as a passkey that asks for its PIN; or `kba`, a question; or `mca`,
 * what came by another channel; or `fed`, which RFC 8176 has no word for: another provider said who it is.
 */
export type AuthMethod = keyof typeof METHODS | 'mfa' | 'mca' | 'kba' | 'fed';

/**
 * A code that was mailed. A mailbox can be read from anywhere, mostly by a password, so reading one does not show that
 * somebody holds something (NIST SP 800-63B-4 3.1.3.1). It is a first factor, of level 1, and no second one: it adds
 * nothing to another method.
 */
export const MAILED_CODE: readonly AuthMethod[] = ['mca'];

/**
 * What an identity provider said. However somebody was proven there, here it is a first factor, of level 1, and no second
 * one: the account asks for its own.
 */
export const BY_PROVIDER: readonly AuthMethod[] = ['fed'];

/**
 * That somebody is who they say, how and when they proved it, and the write that settles it: it undoes the act if it
 * does not hold any more. Give it to the act that it was proven for.
 */
export type Authentication = {
  userId: string;
  amr: readonly AuthMethod[];
  authenticatedAt: Date;
  settle: Write;
  /** The provider that said who it is, if one did, and the hash of its own session, where it told of one. */
  provider?: ByProvider | null;
  /** The one of lib/factors/list that was proven with it, if one was. */
  factor?: string;
  /** The kinds of credentials that the account had then, where they were read with what was proven. */
  kinds?: ReadonlySet<string>;
  /** The zone that its owner has chosen, where it was read with it. */
  timeZone?: string | undefined;
};

export type ByProvider = { name: string; session: Secret | null };

/** The columns of a row that was begun by a provider, or by none. */
export const providerColumns = ({ provider }: Pick<Authentication, 'provider'>) => ({
  provider: provider?.name ?? null,
  providerSession: provider?.session ?? null,
});

/** What two steps prove together. */
export const bothOf = (
  first: readonly AuthMethod[],
  second: readonly AuthMethod[],
): AuthMethod[] => [...new Set([...first, ...second])];

const FIRST: readonly string[] = ['pwd', ...MAILED_CODE, ...BY_PROVIDER];

/** Whether anything was proven besides what a sign-in may begin with: a password, a mailed code, the word of a provider. */
export const provesFactor = (amr: readonly string[]): boolean =>
  amr.some((method) => !FIRST.includes(method));

/**
 * The authentication assurance level (NIST SP 800-63B-4 2): 2 where two different kinds were proven. Answers to
 * questions add nothing (3.1.1), and neither does a second thing of one kind.
 */
export function assuranceOf(amr: readonly string[]): 1 | 2 {
  const kinds = new Set(amr.map((method) => METHODS[method as keyof typeof METHODS]));
  return amr.includes('mfa') || (kinds.has('knows') && kinds.has('holds')) ? 2 : 1;
}
