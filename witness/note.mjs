import { createHash, createPublicKey, sign, verify } from 'node:crypto';

// Signed notes, checkpoints and cosignatures as C2SP writes them: signed-note, tlog-checkpoint, tlog-cosignature.
export const NOTE = 1;
export const COSIGNATURE = 4;
const ID_BYTES = 4;
/** What stands before the 32 bytes of a public key (RFC 8410). */
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

export const sha256 = (...pieces) => createHash('sha256').update(Buffer.concat(pieces)).digest();

const idOf = (name, kind, publicKey) =>
  sha256(Buffer.from(`${name}\n`), Buffer.of(kind), publicKey).subarray(0, ID_BYTES);

/** A public key as it is handed on ("vkey"). */
export function writeKey({ name, kind, publicKey }) {
  const id = idOf(name, kind, publicKey).toString('hex');
  return `${name}+${id}+${Buffer.concat([Buffer.of(kind), publicKey]).toString('base64')}`;
}

/** The key of this kind that such a text says; null when it says none. */
export function readKey(text, kind) {
  const [, name, id, key] = text.match(/^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/) ?? [];
  const [is, ...bytes] = Buffer.from(key ?? '', 'base64');
  const publicKey = Buffer.from(bytes);
  if (!name || is !== kind || publicKey.length !== 32) return null;
  return idOf(name, kind, publicKey).toString('hex') === id ? { name, kind, publicKey } : null;
}

const BODY = /^(\S+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n/;
const SIGNATURE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/;

/** A checkpoint, with no signature checked; null for what is none. */
export function readCheckpoint(text) {
  const at = text.indexOf('\n\n');
  const body = text.slice(0, at + 1);
  const [, origin, size, root] = body.match(BODY) ?? [];
  if (at < 0 || !origin) return null;
  const lines = text.slice(at + 2).split('\n');
  const signatures = lines.flatMap((line) => {
    const [, name, bytes] = line.match(SIGNATURE) ?? [];
    return name ? [{ line, name, bytes: Buffer.from(bytes, 'base64') }] : [];
  });
  return { origin, size: Number(size), root: Buffer.from(root, 'base64'), body, signatures };
}

/** The lines by which these keys have signed a checkpoint; a signature of anybody else counts for nothing. */
export const signedBy = ({ body, signatures }, keys) =>
  signatures
    .filter(({ name, bytes }) => keys.some((key) => key.name === name && isBy(key, bytes, body)))
    .map(({ line }) => line);

function isBy({ name, publicKey }, bytes, body) {
  if (!bytes.subarray(0, ID_BYTES).equals(idOf(name, NOTE, publicKey))) return false;
  const key = Buffer.concat([PUBLIC, publicKey]);
  const owner = createPublicKey({ key, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(body), owner, bytes.subarray(ID_BYTES));
}

/** The line that says: the owner of this key has seen this checkpoint, now, and it fits all that they have seen before. */
export function cosign({ name, publicKey, privateKey }, body, now = Date.now()) {
  const seconds = Math.floor(now / 1000);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${body}`), privateKey);
  const bytes = Buffer.concat([idOf(name, COSIGNATURE, publicKey), time, signature]);
  return `— ${name} ${bytes.toString('base64')}`;
}
