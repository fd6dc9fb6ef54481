import 'server-only';
import type { Secret } from '#drizzle/columns';
import { PASSKEY_SECONDS } from '#lib/factors/passkey/lifetime';
import { ALGORITHMS } from '#lib/factors/passkey/verify';
import { siteName } from '#lib/product/brand';

type Site = { host: string };

/** For how long the browser waits for the person: never longer than the answer is taken. */
const timeout = PASSKEY_SECONDS * 1000;

/**
 * What a page asks a passkey for, as its browser takes it (PublicKeyCredentialRequestOptionsJSON). It names no passkey,
 * so it is the same for everybody and says nothing of any account.
 */
export const requestOptions = (challenge: string, { host }: Site) => ({
  challenge,
  rpId: host,
  timeout,
  userVerification: 'required' as const,
  allowCredentials: [],
});

type Owner = { email: string; name: string; userHandle: Secret };

/**
 * What a page asks for a new passkey with (PublicKeyCredentialCreationOptionsJSON): one that is found without a name,
 * asks for a finger, face or PIN, tells nobody what made it, and is not on a device that has one already.
 */
export const creationOptions = (
  challenge: string,
  { host }: Site,
  { email, name, userHandle }: Owner,
  known: { id: string; transports: string[] }[],
) => ({
  challenge,
  rp: { id: host, name: siteName() },
  user: { id: userHandle, name: email, displayName: name },
  pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key' as const, alg })),
  timeout,
  excludeCredentials: known.map((one) => ({ type: 'public-key' as const, ...one })),
  authenticatorSelection: {
    residentKey: 'required' as const,
    requireResidentKey: true,
    userVerification: 'required' as const,
  },
  attestation: 'none' as const,
});
