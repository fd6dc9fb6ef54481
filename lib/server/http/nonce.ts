import { randomFillSync } from 'node:crypto';

const BYTES = 16;
const drawn = Buffer.alloc(256 * BYTES);
let used = drawn.length;

/** 128 random bits in base64, never given out twice. Many are drawn at once, which costs as much as one. */
export function newNonce(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += BYTES;
  return drawn.toString('base64', used - BYTES, used);
}
