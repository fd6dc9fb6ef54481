import 'server-only';
import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { singleton } from '#lib/singleton';

const BELOW_NORMAL = 10;

/**
 * Gives the threads that hash a lower priority than the thread that answers, so that pages stay quick
 * while many people sign in. Linux only: there a thread has a priority of its own and libuv names its
 * pool's threads. Elsewhere, and where it is not allowed, nothing happens.
 */
export function lowerPoolPriority() {
  const state = singleton('pool-priority', () => ({ lowered: new Set<string>(), looksLeft: 8 }));
  if (process.platform !== 'linux' || state.looksLeft === 0) return;
  state.looksLeft--;
  try {
    for (const thread of readdirSync('/proc/self/task')) {
      if (state.lowered.has(thread)) continue;
      if (!readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').startsWith('libuv-worker'))
        continue;
      setPriority(Number(thread), BELOW_NORMAL);
      state.lowered.add(thread);
    }
  } catch {
    state.looksLeft = 0;
  }
}
