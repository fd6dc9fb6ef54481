import 'server-only';
import { inArray } from 'drizzle-orm';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { keysFor } from '#lib/crypto/keys';
import { hashCode } from '#lib/crypto/tokens';

/** The name that a secret of this kind is kept under from now on: its HMAC. The secret itself is nowhere. */
export const recordId = (kind: string, secret: string) =>
  hashCode(keysFor('record')[0], `${kind} ${secret}`);

export const recordIds = (kind: string, ...secrets: string[]) =>
  keysFor('record').flatMap((key) => secrets.map((one) => hashCode(key, `${kind} ${one}`)));

/** Whether a row is the one of this secret, under whichever root secret it was kept. */
export const isRecord = (kind: string, secret: string) =>
  inArray(oauthRecords.id, recordIds(kind, secret));

/** What is stored of the short code that a person types, under each root secret; the first is for new ones. */
export const userCodeHashes = (userCode: string) =>
  keysFor('user-code').map((key) => hashCode(key, userCode));
