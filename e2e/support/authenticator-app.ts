import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { formsOf } from './http.ts';
import type { Visitor } from './visitor.ts';

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;
/** So much time is left to send a code. */
const LEFT_MS = 10_000;

/**
 * What an authenticator app shows that was given this key, so many half minutes from now. It is written after the
 * standards (RFC 4648, 4226, 6238) and shares nothing with the server.
 */
export function codeOfApp(typedKey: string, later = 0): string {
  const bits = [...typedKey.replace(/\s/g, '')].map((sign) =>
    SIGNS.indexOf(sign).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + later));
  const mac = createHmac('sha1', Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))))
    .update(step)
    .digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/**
 * The code of the half minute before, so that the one of now stays good. It is taken until this half minute is over; near
 * its end this waits for the next.
 */
export async function codeBefore(typedKey: string): Promise<string> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < LEFT_MS) await sleep(left);
  return codeOfApp(typedKey, -1);
}

/** The page on which an app is set up. */
export const APP = '/settings/authenticator';

/** The key that the page shows as text; empty where it shows none. */
export const keyOn = (text: string) => text.match(/<dd class="mono">([A-Z2-7 ]+)</)?.[1] ?? '';

/** Sets an app up over HTTP; answers its key. The code of now is still good. */
export async function addApp(visitor: Visitor): Promise<string> {
  const page = await visitor.go(APP);
  const form = formsOf(APP, page.text).find(({ hidden }) => hidden.some(([name]) => name.startsWith('$ACTION'))); // biome-ignore format: one line
  if (!form) throw new Error(`No form to set an app up: ${page.status}`);
  const key = keyOn(page.text);
  const done = await visitor.submit(form, [['code', await codeBefore(key)]]);
  expect([done.status, done.headers.location]).toEqual([303, '/settings/security']);
  return key;
}
