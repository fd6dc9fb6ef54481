import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** DER (X.690): a tag, a length, and what is in it. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const inside = Buffer.concat(content);
  const { length } = inside;
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  const size = length < 128 ? [length] : long;
  return Buffer.concat([Buffer.from([tag, ...size]), inside]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const number = (value: number) => der(0x02, Buffer.from([value]));
const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content);
const octets = (content: Buffer) => der(0x04, content);
const id = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const inContext = (tag: number, content: Buffer) => der(0xa0 + tag, content);
const time = (at: number) =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));

const COMMON_NAME = id('550403');
const ALTERNATIVE_NAME = id('551d11');
const ECDSA_WITH_SHA256 = sequence(id('2a8648ce3d040302'));
const DAY_MS = 86_400_000;

/**
 * A key nobody has seen before and a certificate that it gives itself for one host name (RFC 5280), good
 * until tomorrow. Made here because a bare machine has no program for it.
 */
export function makeCertificate(name: string, until = Date.now() + DAY_MS) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const who = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))));
  const names = octets(sequence(der(0x82, Buffer.from(name))));
  const stated = sequence(
    inContext(0, number(2)),
    number(1),
    ECDSA_WITH_SHA256,
    who,
    sequence(time(until - 2 * DAY_MS), time(until)),
    who,
    key,
    inContext(3, sequence(sequence(ALTERNATIVE_NAME, names))),
  );
  const whole = sequence(stated, ECDSA_WITH_SHA256, bits(sign('sha256', stated, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`,
    /** The SHA-256 of the public key, by which Chromium can be told to trust it. */
    fingerprint: createHash('sha256').update(key).digest('base64'),
  };
}
