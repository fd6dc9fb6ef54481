import 'server-only';
import type { Write } from '#lib/db/transaction';
import type { AuthMethod } from '#lib/factors/authentication';
import type { RequestedField } from '#lib/factors/proof-request';
import type { Result } from '#lib/result';

/** Something that an account asks for after the first proof, such as a code of an app. It knows no session and no form. */
export type Factor = {
  kind: string;
  /** What it is worth, see `assuranceOf`. */
  amr: AuthMethod;
  /** What its field says. */
  field: Pick<RequestedField, 'label' | 'hint'>;
  /** Whether this account has it. */
  isSetUp(userId: string): Promise<boolean>;
  /**
   * Checks what was typed. The write settles it with what it was proven for: it undoes that if it does not hold any
   * more, and makes sure that a code counts once.
   */
  verify(userId: string, typed: string): Promise<Result<Write, 'wrong_factor'>>;
};
