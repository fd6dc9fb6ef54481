import 'server-only';
import { hmac } from '#lib/crypto/hmac';
import { equal } from '#lib/crypto/tokens';

const STEP_MS = 30_000;

/** The number of the half minute that a moment is in (RFC 6238 4.2). */
export const stepAt = (now: number): number => Math.floor(now / STEP_MS);

/** The six digits that an app with this key shows in this step (RFC 6238, HMAC-SHA-1; RFC 4226 5.3). */
export function codeAt(key: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = hmac('sha1', key, counter);
  const number = mac.readUInt32BE(mac.readUInt8(mac.length - 1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/**
 * The step of a code: the one now, or the one before or after, for a clock that goes wrong a little. Only one after
 * `last`, the step of the last code that was taken (RFC 6238 5.2: a code works once). Undefined for a wrong code.
 */
export const stepOf = (key: Uint8Array, code: string, last: number): number | undefined =>
  [-1, 0, 1]
    .map((drift) => stepAt(Date.now()) + drift)
    .find((step) => step > last && equal(codeAt(key, step), code));
