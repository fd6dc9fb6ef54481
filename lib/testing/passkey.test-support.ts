import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

type Made = { id: string; key: KeyObject; userHandle: string; counter: number };

/** How an authenticator behaves, and what it may lie about. */
export type Behaviour = {
  host?: string;
  origin?: string;
  crossOrigin?: boolean;
  isVerified?: boolean;
  isPresent?: boolean;
  mayBeBackedUp?: boolean;
  isBackedUp?: boolean;
  aaguid?: string;
  /** What it counts up by; 0 for one that does not count. */
  step?: number;
};

type Asked = { challenge: string };
type AskedToMake = Asked & { user: { id: string } };

const FLAGS = { isPresent: 0x01, isVerified: 0x04, mayBeBackedUp: 0x08, isBackedUp: 0x10 };
const ATTESTED = 0x40;

/** A passkey in software (ES256), with what its browser adds: for tests of what we take and what not. */
export class Authenticator {
  made: Made[] = [];

  behaviour: Behaviour;

  constructor(behaviour: Behaviour = {}) {
    this.behaviour = behaviour;
  }

  /** Makes one; answers what the page sends. */
  create({ challenge, user }: AskedToMake, change: Behaviour & { attestation?: Buffer } = {}) {
    const { publicKey, privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const one: Made = {
      id: randomBytes(32).toString('base64url'),
      key,
      userHandle: user.id,
      counter: 0,
    };
    this.made.push(one);
    const data = this.#data(
      one,
      change,
      attested(one, change.aaguid ?? this.behaviour.aaguid, publicKey),
    );
    const attestationObject =
      change.attestation ?? cbor({ fmt: 'none', attStmt: {}, authData: data });
    return JSON.stringify({
      id: one.id,
      rawId: one.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: this.#clientData('webauthn.create', challenge, change),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal', 'hybrid'],
      },
    });
  }

  /** Signs with the one that was made last. */
  get({ challenge }: Asked, change: Behaviour & { signature?: Buffer; userHandle?: string } = {}) {
    const one = this.made.at(-1);
    if (!one) throw new Error('It has no passkey.');
    one.counter += change.step ?? this.behaviour.step ?? 1;
    const authenticatorData = this.#data(one, change);
    const clientDataJSON = this.#clientData('webauthn.get', challenge, change);
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    const signature = sign('sha256', Buffer.concat([authenticatorData, hash]), one.key);
    return JSON.stringify({
      id: one.id,
      rawId: one.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON,
        authenticatorData: authenticatorData.toString('base64url'),
        signature: (change.signature ?? signature).toString('base64url'),
        userHandle: change.userHandle ?? one.userHandle,
      },
    });
  }

  #data(one: Made, change: Behaviour, more = Buffer.alloc(0)): Buffer {
    const now = { isPresent: true, isVerified: true, ...this.behaviour, ...change };
    const flags = Object.entries(FLAGS).reduce(
      (sum, [name, flag]) => sum + (now[name as keyof typeof FLAGS] ? flag : 0),
      more.length > 0 ? ATTESTED : 0,
    );
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(Math.max(0, one.counter));
    const host = createHash('sha256')
      .update(now.host ?? 'localhost')
      .digest();
    return Buffer.concat([host, Buffer.from([flags]), counter, more]);
  }

  #clientData(type: string, challenge: string, change: Behaviour): string {
    const { origin = 'http://localhost:3000', crossOrigin = false } = {
      ...this.behaviour,
      ...change,
    };
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin })).toString(
      'base64url',
    );
  }
}

function attested({ id }: Made, aaguid = '00000000-0000-0000-0000-000000000000', key: KeyObject) {
  const length = Buffer.alloc(2);
  const handle = Buffer.from(id, 'base64url');
  length.writeUInt16BE(handle.length);
  const number = Buffer.from(aaguid.replaceAll('-', ''), 'hex');
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  return Buffer.concat([number, length, handle, cose]);
}

/** As much of CBOR (RFC 8949) as there is in an attestation. */
export function cbor(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  const entries = Object.entries(value as object);
  return Buffer.concat([head(5, entries.length), ...entries.flatMap((pair) => pair.map(cbor))]);
}

function head(kind: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(kind << 5) + length]);
  const [mark, bytes] = length < 256 ? [24, 1] : [25, 2];
  const after = Buffer.alloc(bytes);
  after.writeUIntBE(length, 0, bytes);
  return Buffer.concat([Buffer.from([(kind << 5) + mark]), after]);
}
