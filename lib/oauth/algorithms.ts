/** What every access token is signed with: ECDSA on P-256 (RFC 7518 3.4). No other algorithm is ever accepted here. */
export const ALGORITHM = 'ES256';

/** What an id_token is signed with, as its client wants it. Every verifier has to know RS256 (OpenID Connect Core 15.1). */
export const SIGNING_ALGORITHMS = [ALGORITHM, 'RS256'] as const;
export type Algorithm = (typeof SIGNING_ALGORITHMS)[number];
