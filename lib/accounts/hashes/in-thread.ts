import 'server-only';
import { resolve } from 'node:path';
import type { ThreadHash, ThreadQuestion } from '#lib/accounts/hashes/thread';
import { askThread } from '#lib/accounts/thread';
import { singleton } from '#lib/singleton';

const THREAD = resolve('lib/accounts/hashes/thread.ts');

/**
 * Whether a password is behind a hash whose work is done in JavaScript, from a thread of its own. There are as many of
 * these threads as were ever asked at once, and lib/accounts/password-queue lets few ask at once.
 */
export async function inHashThread(kind: ThreadHash, stored: string, typed: string) {
  const busy = singleton('hash-threads', () => new Set<number>());
  let place = 0;
  while (busy.has(place)) place++;
  busy.add(place);
  try {
    const question: ThreadQuestion = { kind, stored, typed };
    return await askThread<boolean>(THREAD, question, place);
  } finally {
    busy.delete(place);
  }
}
