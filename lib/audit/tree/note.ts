import 'server-only';
import { hash } from 'node:crypto';
import { isSignedBy } from '#lib/crypto/ed25519';

/** What a key signs by the signed notes of C2SP: a note, or that a witness has seen a checkpoint. */
const NOTE = 1;
const COSIGNATURE = 4;
const TIME_BYTES = 8;
const ID_BYTES = 4;

/** By which four bytes a signature says whose it is. */
const idOf = (name: string, kind: number, publicKey: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(kind), publicKey]), 'buffer') // biome-ignore format: one call
    .subarray(0, ID_BYTES);

/** A public key as it is handed on: its name, its id and its bytes ("vkey" of signed-note). */
export const verifierKey = (name: string, publicKey: Buffer): string =>
  `${name}+${idOf(name, NOTE, publicKey).toString('hex')}+${Buffer.concat([Buffer.of(NOTE), publicKey]).toString('base64')}`;

/** The line of a signature below a note. */
export const signatureLine = (name: string, publicKey: Buffer, signature: Buffer): string =>
  `— ${name} ${Buffer.concat([idOf(name, NOTE, publicKey), signature]).toString('base64')}\n`;

export type Witnessed = {
  origin: string;
  size: number;
  root: string;
  /** The note as it stands there, with every signature. */
  text: string;
  body: string;
  signatures: { name: string; bytes: Buffer }[];
};

const BODY = /^(\S+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n/;
const SIGNATURE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/;

/** A checkpoint with its signatures, none of them checked; null for what is none. */
export function readNote(text: string): Witnessed | null {
  const at = text.indexOf('\n\n');
  const body = text.slice(0, at + 1);
  const [, origin, size, root] = body.match(BODY) ?? [];
  if (at < 0 || !origin || !size || !root) return null;
  const lines = text.slice(at + 2).trimEnd().split('\n'); // biome-ignore format: one line
  const signatures = lines.flatMap((line) => {
    const [, name, bytes] = line.match(SIGNATURE) ?? [];
    return name && bytes ? [{ name, bytes: Buffer.from(bytes, 'base64') }] : [];
  });
  return { origin, size: Number(size), root, text, body, signatures };
}

/** Whether a witness with this key ("vkey") has cosigned a checkpoint; null when it is no key of a witness. */
export function isCosigned({ body, signatures }: Witnessed, witnessKey: string): boolean | null {
  const [, name, key] = witnessKey.match(/^([^\s+]+)\+[0-9a-f]{8}\+([A-Za-z0-9+/]+={0,2})$/) ?? [];
  const [kind, ...bytes] = Buffer.from(key ?? '', 'base64');
  if (!name || kind !== COSIGNATURE || bytes.length !== 32) return null;
  const publicKey = Buffer.from(bytes);
  const id = idOf(name, COSIGNATURE, publicKey);
  return signatures.some((one) => {
    if (one.name !== name || !one.bytes.subarray(0, ID_BYTES).equals(id)) return false;
    if (one.bytes.length !== ID_BYTES + TIME_BYTES + 64) return false;
    const time = one.bytes.readBigUInt64BE(ID_BYTES);
    const said = `cosignature/v1\ntime ${time}\n${body}`;
    return isSignedBy(publicKey, said, one.bytes.subarray(ID_BYTES + TIME_BYTES));
  });
}
