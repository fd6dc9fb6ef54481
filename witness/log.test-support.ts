import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { NOTE, sha256, writeKey } from './note.mjs';

const NAME = 'app.example.org/audit';
const SPKI_BYTES = 12;

/** A key pair of a log, its public part as a witness is given it. */
export function newLogKey(name = NAME) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_BYTES);
  const vkey = writeKey({ name, kind: NOTE, publicKey: raw });
  const id = Buffer.from(vkey.split('+')[1] ?? '', 'hex');
  return { name, vkey, privateKey, id };
}
export type LogKey = ReturnType<typeof newLogKey>;

const split = (size: number) => {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
};
const node = (left: Buffer, right: Buffer) => sha256(Buffer.of(1), left, right);

/** A log in memory, by the definitions of RFC 6962 and with nothing of Gatehouse. */
export function newLog(texts: string[], key: LogKey, origin = key.name) {
  const leaves = texts.map((text) => sha256(Buffer.of(0), sha256(Buffer.from(text))));
  const rootOf = (some: Buffer[]): Buffer =>
    some.length === 0
      ? sha256()
      : some.length === 1
        ? (some[0] as Buffer)
        : node(rootOf(some.slice(0, split(some.length))), rootOf(some.slice(split(some.length))));
  const subproof = (old: number, some: Buffer[], isKnown: boolean): Buffer[] => {
    if (old === some.length) return isKnown ? [] : [rootOf(some)];
    const [left, right] = [some.slice(0, split(some.length)), some.slice(split(some.length))];
    return old <= left.length
      ? [...subproof(old, left, isKnown), rootOf(right)]
      : [...subproof(old - left.length, right, false), rootOf(left)];
  };
  const path = (at: number, some: Buffer[]): Buffer[] => {
    if (some.length === 1) return [];
    const [left, right] = [some.slice(0, split(some.length)), some.slice(split(some.length))];
    return at < left.length
      ? [...path(at, left), rootOf(right)]
      : [...path(at - left.length, right), rootOf(left)];
  };
  const root = rootOf(leaves);
  const checkpoint = ({ size = leaves.length, as = root, by = key as LogKey } = {}) => {
    const body = `${origin}\n${size}\n${as.toString('base64')}\n`;
    return `${body}\n${signature(body, by.name, by.id, by.privateKey)}`;
  };
  const proofOf = (old: number) =>
    old === 0 || old > leaves.length ? [] : subproof(old, leaves, true);
  return {
    root,
    checkpoint,
    /** What is answered to somebody who has seen so many. */
    answer: (old: number, note = checkpoint(), proof = proofOf(old)) =>
      [`old ${old}`, ...proof.map((one) => one.toString('base64')), '', note].join('\n'),
    /** The proof that an entry stands in the log. */
    prove: (
      at: number,
      note: string,
      told = texts[at] ?? '',
      index = at,
      hashes = path(at, leaves), // biome-ignore format: one line
    ) =>
      [
        'c2sp.org/tlog-proof@v1',
        `extra ${Buffer.from(told).toString('base64')}`,
        `index ${index}`,
        ...hashes.map((one) => one.toString('base64')),
        '',
        note,
      ].join('\n'),
  };
}

function signature(body: string, name: string, id: Buffer, privateKey: KeyObject) {
  const bytes = Buffer.concat([id, sign(null, Buffer.from(body), privateKey)]);
  return `— ${name} ${bytes.toString('base64')}\n`;
}
