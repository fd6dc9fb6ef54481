import 'server-only';
import { and, inArray } from 'drizzle-orm';
import { validate } from 'uuid';
import { credentials } from '#drizzle/schema/credentials';
import { credentialChange } from '#lib/accounts/credential-change';
import { recoveryCodesByForm } from '#lib/accounts/limits';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { codesOf, handlesOf } from '#lib/factors/recovery-codes/code';
import { addCodes, isCodeOf, removeCodes } from '#lib/factors/recovery-codes/rows';
import { once } from '#lib/limits/once';
import { fail, ok, type Result } from '#lib/result';
import { whileHere } from '#lib/session/here';
import type { Viewer } from '#lib/session/store';
import { wasWithin } from '#lib/times';

/** For how long the answer to a form can be asked for once more, as it was or as a file. */
const AGAIN_MS = 10 * 60_000;

/**
 * Gives the viewer ten new recovery codes; those they had work no more. A form makes them once. When it comes again, as
 * that of a double click does, the answer is the same, for ten minutes and while other ones have not taken their place:
 * of the codes those that were not used.
 */
export async function makeRecoveryCodes(
  viewer: Viewer,
  form: string,
): Promise<Result<string[], 'shown_before'>> {
  if (!validate(form)) return fail('shown_before');
  const codes = codesOf(viewer.user.id, form);
  const isDone = await transaction(
    whileHere(viewer),
    expectRow(once([recoveryCodesByForm, form]).use),
    removeCodes(viewer.user.id),
    addCodes(viewer.user.id, codes),
    await credentialChange(viewer, 'added', 'recovery_codes'),
  );
  return isDone ? ok(codes) : findRecoveryCodes(viewer, form);
}

/** The codes that this form has made for the viewer a short time ago, and that were not used. */
export async function findRecoveryCodes(
  { user }: Viewer,
  form: string,
): Promise<Result<string[], 'shown_before'>> {
  if (!validate(form)) return fail('shown_before');
  const codes = codesOf(user.id, form).map((code) => ({
    code,
    handle: handlesOf(user.id, code)[0],
  }));
  const handles = codes.map(({ handle }) => handle);
  const rows = await db()
    .select({ handle: credentials.handle })
    .from(credentials)
    .where(
      and(
        isCodeOf(user.id),
        inArray(credentials.handle, handles),
        wasWithin(credentials.createdAt, AGAIN_MS),
      ),
    )
    .limit(codes.length);
  const kept = new Set(rows.map(({ handle }) => handle));
  const left = codes.filter(({ handle }) => kept.has(handle)).map(({ code }) => code);
  return left.length > 0 ? ok(left) : fail('shown_before');
}
