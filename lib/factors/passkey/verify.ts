import 'server-only';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import type { Secret } from '#drizzle/columns';
import type { AuthMethod } from '#lib/factors/authentication';
import type { ReadAssertion, ReadEnrolment } from '#lib/factors/passkey/answer';
import { log } from '#lib/observability/log';

/** EdDSA, ES256 and RS256 (COSE), the one that is wanted first. */
export const ALGORITHMS = [-8, -7, -257];

/** Not taken; of nobody here; or the challenge is over, was answered, or belongs to another browser. */
export type PasskeyFailure = 'wrong_passkey' | 'unknown_passkey' | 'passkey_expired';

type Site = { host: string; origin: string };

/** What a passkey has signed: how often it did so far, and whether it may be, and is, on other devices. */
export type Signed = { counter: number; mayBeBackedUp: boolean; isBackedUp: boolean };

/**
 * Checks that this key signed this challenge for this site, with the person present and verified by a finger, face or PIN
 * (WebAuthn 7.2). Null for anything else. What it says of itself it says under its signature; what that means for the
 * account is decided elsewhere.
 */
export async function verifyAssertion(
  { answer, client }: ReadAssertion,
  publicKey: Secret,
  { host, origin }: Site,
): Promise<Signed | null> {
  if (client.crossOrigin) return null;
  try {
    const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: client.challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      // The counter is compared where it is written, in one statement.
      credential: { id: answer.id, publicKey: isoBase64URL.toBuffer(publicKey), counter: 0 },
    });
    if (!verified || !info.userVerified) return null;
    return { counter: info.newCounter, ...backup(info) };
  } catch (error) {
    log().debug({ err: error }, 'a passkey was not taken');
    return null;
  }
}

/** What its use proves, in words of RFC 8176: a key on one device, or one that may be on others, with the person verified. */
export const amrOf = ({ mayBeBackedUp }: Pick<Signed, 'mayBeBackedUp'>): AuthMethod[] => [
  mayBeBackedUp ? 'swk' : 'hwk',
  'mfa',
];

/** A passkey as it was made. */
type Made = Signed & { id: string; publicKey: Secret; aaguid: string; transports: string[] };

/**
 * Checks that a new passkey was made for this challenge and this site, with the person verified (WebAuthn 7.1). Null for
 * anything else, and for one that brings a certificate along: nobody asked what made it, and no certificate of a
 * stranger's is ever looked up.
 */
export async function verifyEnrolment(
  { answer, client }: ReadEnrolment,
  { host, origin }: Site,
): Promise<Made | null> {
  if (client.crossOrigin || hasCertificate(answer.response.attestationObject)) return null;
  try {
    const { verified, registrationInfo: info } = await verifyRegistrationResponse({
      response: { ...answer, response: answer.response as never },
      expectedChallenge: client.challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified || !info.userVerified || info.credential.id !== answer.id) return null;
    const { id, publicKey, counter } = info.credential;
    return {
      id,
      publicKey: isoBase64URL.fromBuffer(publicKey),
      counter,
      aaguid: info.aaguid,
      transports: answer.response.transports,
      ...backup(info),
    };
  } catch (error) {
    log().debug({ err: error }, 'a passkey could not be added');
    return null;
  }
}

function hasCertificate(attestation: string): boolean {
  try {
    const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestation));
    const isPlain = ['none', 'packed'].includes(decoded.get('fmt'));
    return !isPlain || decoded.get('attStmt').get('x5c') !== undefined;
  } catch {
    return true;
  }
}

type Backup = { credentialDeviceType: 'singleDevice' | 'multiDevice'; credentialBackedUp: boolean };

const backup = ({ credentialDeviceType, credentialBackedUp }: Backup) => ({
  mayBeBackedUp: credentialDeviceType === 'multiDevice',
  isBackedUp: credentialBackedUp,
});
