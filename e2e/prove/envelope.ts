import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** A signed statement as DSSE has it: what is signed says of which kind it is. */
export type Envelope = {
  payloadType: string;
  payload: string;
  signatures: { keyid: string; sig: string }[];
};

const TYPE = 'application/vnd.in-toto+json';

/** What is signed (PAE of DSSE v1): no text of one kind can be taken for one of another. */
function encoded(type: string, payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** By which name a public key is known: the SHA-256 of its DER. */
export const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex');

export function signStatement(statement: object, privateKey: KeyObject): Envelope {
  const payload = Buffer.from(JSON.stringify(statement));
  const sig = sign(null, encoded(TYPE, payload), privateKey).toString('base64');
  const keyid = keyIdOf(createPublicKey(privateKey));
  return { payloadType: TYPE, payload: payload.toString('base64'), signatures: [{ keyid, sig }] };
}

/** The text that the owner of this key has signed; null for anything else. */
export function openEnvelope(text: string, publicKey: KeyObject): string | null {
  const { payloadType, payload, signatures } = parsed(text);
  if (payloadType !== TYPE || typeof payload !== 'string' || !Array.isArray(signatures))
    return null;
  const bytes = Buffer.from(payload, 'base64');
  const isSigned = signatures.some(({ sig }) =>
    verify(null, encoded(TYPE, bytes), publicKey, Buffer.from(String(sig), 'base64')),
  );
  return isSigned ? bytes.toString('utf8') : null;
}

function parsed(text: string): Partial<Envelope> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
