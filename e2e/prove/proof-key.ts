import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The key that signs where the operator names none, and beside it the public one, to be handed on. */
const OWN_KEY = 'proof/key.pem';
export const OWN_PUBLIC_KEY = 'proof/key.pub.pem';

/** The key that signs: that of a file, or the one that is made at the first run. Throws a sentence. */
export function signingKey(file: string | undefined): KeyObject {
  if (!file && !existsSync(OWN_KEY)) makeOwn();
  return readKey(file ?? OWN_KEY, createPrivateKey);
}

/** The public key of a file, which may hold the private one. Throws a sentence. */
export const verifyingKey = (file: string | undefined): KeyObject =>
  readKey(file ?? OWN_PUBLIC_KEY, createPublicKey);

function readKey(file: string, make: (pem: string) => KeyObject): KeyObject {
  if (!existsSync(file)) throw new Error(`There is no key ${file}.`);
  const key = keyIn(readFileSync(file, 'utf8'), make);
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new Error(
      `${file} is no Ed25519 key in PEM: make one with openssl genpkey -algorithm ed25519.`,
    );
  return key;
}

function keyIn(pem: string, make: (pem: string) => KeyObject): KeyObject | null {
  try {
    return make(pem);
  } catch {
    return null;
  }
}

function makeOwn() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(OWN_KEY), { recursive: true });
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  writeFileSync(OWN_KEY, pem, { flag: 'wx', mode: 0o600 });
  writeFileSync(OWN_PUBLIC_KEY, publicKey.export({ format: 'pem', type: 'spki' }));
}
