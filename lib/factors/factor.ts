import 'server-only';
import type { Write } from '#lib/db/transaction';
import type { AuthMethod } from '#lib/factors/authentication';
import type { RequestedField } from '#lib/factors/proof-request';
import type { Result } from '#lib/result';

/** Something that an account asks for after the first proof, such as a code of an app. It knows no session and no form. */
export type Factor = {
  kind: string;
  /** What it is worth, see `assuranceOf`. */
  amr: readonly AuthMethod[];
  /** What its field says; null for one that a script of the page answers. */
  field: Pick<RequestedField, 'label' | 'hint'> | null;
  /** What the page calls it where it asks for another. */
  title?: string;
  /** It stands in for one that was lost: an account that has nothing else asks for nothing. */
  isReserve?: true;
  /** Whether this account has it, by the kinds of its credentials that were shown to work. */
  isSetUp(kinds: ReadonlySet<string>, userId: string): boolean;
  /** Whether what was typed looks like its answer: one field takes those of all that an account has. */
  isAnswer?(typed: string): boolean;
  /**
   * Checks what was typed. The write settles it with what it was proven for: it undoes that if it does not hold any
   * more, and makes sure that a code counts once.
   */
  verify(userId: string, typed: string): Promise<Result<Write, 'wrong_factor'>>;
};
