import 'server-only';
import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { z } from 'zod';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { fieldError } from '#lib/coded';
import { codeByNetwork } from '#lib/codes/limits';
import { db } from '#lib/db/client';
import { expectRow, transaction, withRetry } from '#lib/db/transaction';
import { byPerson } from '#lib/limits/person';
import { recordBounded } from '#lib/limits/record-bounded';
import { take } from '#lib/limits/take';
import { areReadableIn } from '#lib/oauth/asked-claims';
import { toldOf } from '#lib/oauth/assurance';
import { findActiveClient } from '#lib/oauth/change-client';
import { findClient } from '#lib/oauth/clients';
import {
  type AuthorizationRequest,
  authorizationRequestOf,
  denied,
  grantConsent,
} from '#lib/oauth/grant-consent';
import { DEVICE_CODE_SECONDS } from '#lib/oauth/lifetimes';
import { userCodeByUser } from '#lib/oauth/limits';
import { userCodeHashes } from '#lib/oauth/record-ids';
import { type Client, currentClient, networkOf } from '#lib/request/client';
import { fail, ok, type Result } from '#lib/result';
import type { Viewer } from '#lib/session/store';
import { codeFrom } from '#lib/text';
import { endsLater } from '#lib/times';

/** A device that waits for a person's answer: what it asks for, and where it asked from. */
export type WaitingDevice = AuthorizationRequest & { from: Client };

export type ClaimDeviceFailure = 'no_such_code' | 'too_many_attempts';

type Payload = {
  clientId: string;
  params: { scope?: string; resource?: string; claims?: string };
  deviceInfo: Client;
  /** Why the device gets nothing, once the person has said no. */
  error?: string;
};

/** The code as the device shows it, however it was typed (RFC 8628 6.1). */
const normal = (typed: string) => codeFrom(typed).toUpperCase();

const LONG = fieldError('device_code_long');

/** What a person types as the code of a device; only that there is one, and that it is not far too long. */
export const TypedDeviceCode = z
  .string()
  .max(1_000, LONG)
  .transform(normal)
  .pipe(z.string().min(1, fieldError('device_code_empty')).max(40, LONG));

/**
 * Takes the code that a person typed, for their session: from then on only that session can answer. The value
 * is a handle for the page that asks. Guesses are limited for each person and each network; a wrong code, one
 * that is over, and one that somebody else has typed are not told apart.
 */
export async function claimDevice(
  viewer: Viewer,
  typed: string,
): Promise<Result<string, ClaimDeviceFailure>> {
  const network = networkOf(currentClient().address);
  const throttled = await take([...byPerson(userCodeByUser, viewer), [codeByNetwork, network]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const isIt = inArray(oauthRecords.userCodeHash, userCodeHashes(normal(typed)));
  const mine = eq(oauthRecords.claimedBy, viewer.session.id);
  const [row] = await withRetry(() =>
    db()
      .update(oauthRecords)
      .set({ claimedBy: viewer.session.id })
      .where(and(isIt, isOpen(), or(isNull(oauthRecords.claimedBy), mine)))
      .returning({ id: oauthRecords.id }),
  );
  if (row) return ok(row.id);
  await recordBounded({ type: 'authn_code_fail', userId: viewer.user.id, detail: 'device' });
  return fail('no_such_code');
}

/** The device that the viewer's session has claimed under this handle; null when it has not, or is over. */
export async function findDevice(viewer: Viewer, handle: string): Promise<WaitingDevice | null> {
  const payload = await read(viewer, handle);
  const client = payload && (await findActiveClient(payload.clientId));
  return client && areReadableIn(payload.params.claims)
    ? { ...authorizationRequestOf(client, payload.params), from: payload.deviceInfo }
    : null;
}

/** Lets the device in, or turns it away. Once, and only from the session that typed its code. */
export async function answerDevice(
  viewer: Viewer,
  handle: string,
  isAllowed: boolean,
): Promise<Result<null, 'no_such_code'>> {
  const payload = await read(viewer, handle);
  const device = await findDevice(viewer, handle);
  if (!payload || !device) return fail('no_such_code');
  const granted = isAllowed ? await grantConsent(viewer, device) : null;
  const answer = granted
    ? {
        ...granted.answer,
        accountId: viewer.user.id,
        authTime: seconds(viewer.session.authenticatedAt),
        ...toldOf(viewer.session.amr),
      }
    : { error: 'access_denied', errorDescription: 'the person said no' };
  const values = {
    payload: JSON.stringify({ ...payload, ...answer }),
    sessionId: granted?.sessionId ?? null,
    userCodeHash: null,
  };
  const isDone = await transaction(
    granted?.open ?? denied(viewer, device.client),
    expectRow((tx) => tx.update(oauthRecords).set(values).where(claimed(viewer, handle))),
  );
  return isDone ? ok(null) : fail('no_such_code');
}

/** How the viewer's session has answered the device under this handle; null when it has not, or that is purged. */
export async function findAnswer(
  viewer: Viewer,
  handle: string,
): Promise<{ name: string; isAllowed: boolean } | null> {
  const [row] = await db()
    .select({ payload: oauthRecords.payload })
    .from(oauthRecords)
    .where(and(claimedUnder(viewer, handle), isNull(oauthRecords.userCodeHash)));
  const { clientId, error } = row ? (JSON.parse(row.payload) as Payload) : {};
  const client = clientId ? await findClient(clientId) : null;
  return client && { name: client.name, isAllowed: error === undefined };
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

/** Nobody has answered, and the device still waits. */
const isOpen = () =>
  and(
    isNotNull(oauthRecords.userCodeHash),
    isNull(oauthRecords.consumedAt),
    endsLater(oauthRecords.expiresAt, DEVICE_CODE_SECONDS * 1000),
  );

const claimedUnder = (viewer: Viewer, handle: string) =>
  and(eq(oauthRecords.id, handle), eq(oauthRecords.claimedBy, viewer.session.id));

const claimed = (viewer: Viewer, handle: string) => and(claimedUnder(viewer, handle), isOpen());

async function read(viewer: Viewer, handle: string): Promise<Payload | null> {
  const [row] = await db()
    .select({ payload: oauthRecords.payload })
    .from(oauthRecords)
    .where(claimed(viewer, handle));
  return row ? (JSON.parse(row.payload) as Payload) : null;
}
