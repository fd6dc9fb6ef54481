import 'server-only';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { keysFor, type Purpose } from '#lib/crypto/keys';

/** What stands before 32 bytes to make a private and a public key of them (RFC 8410). */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

type Signer = { publicKey: Buffer; sign(text: string): Buffer };

/** A key pair for each root secret, in their order, its private part made of the key of this purpose (Ed25519, RFC 8032). */
export const signersFor = (purpose: Purpose): Signer[] =>
  keysFor(purpose).map((seed) => {
    const key = createPrivateKey({
      key: Buffer.concat([PRIVATE, seed]),
      format: 'der',
      type: 'pkcs8',
    });
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
    return {
      publicKey: spki.subarray(PUBLIC.length),
      sign: (text) => sign(null, Buffer.from(text), key),
    };
  });

/** Whether the owner of a public key, its 32 bytes, has signed this text. */
export function isSignedBy(publicKey: Uint8Array, text: string, signature: Uint8Array): boolean {
  if (publicKey.length !== 32) return false;
  const key = Buffer.concat([PUBLIC, publicKey]);
  const owner = createPublicKey({ key, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), owner, signature);
}
