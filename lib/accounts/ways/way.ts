import 'server-only';
import type { Authentication } from '#lib/factors/authentication';
import type { RequestedField } from '#lib/factors/proof-request';
import type { Result } from '#lib/result';

/** What was typed for a way in, by the names of its fields. */
export type Typed = Partial<Record<RequestedField['name'], string>>;

export type WayFailure = 'wrong_credentials' | 'too_many_attempts' | 'busy';

/**
 * A way in: something by which people prove who they are, before anything is known of them but the address that they
 * typed. It opens no session: `session/admit` does.
 */
export type Way = {
  kind: string;
  /** What the sign-in page calls it where it shows another. */
  title: string;
  /** What is typed for it, besides the address. */
  fields: readonly RequestedField[];
  /**
   * Checks what was typed for this address, which is canonical. It counts each try by limits of its own, and enters a
   * wrong one into the log. Whether the address has an account shows neither by the answer nor by the time.
   */
  verify(
    email: string,
    typed: Typed,
    browser: string | null,
  ): Promise<Result<Authentication, WayFailure>>;
};
