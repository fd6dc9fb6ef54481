// Tells systemd what the server says of itself, for a unit with Type=notify and WatchdogSec. Node has no datagram sockets of
// Unix, so systemd's own program says it, as a child of this process: the unit needs NotifyAccess=all.
import { spawn } from 'node:child_process';

const SAYS = { ready: 'READY=1', alive: 'WATCHDOG=1', stopping: 'STOPPING=1' };
/** How often within the time after which systemd takes the server for hung. */
const BEATS = 3;

/**
 * How a program is started: with a line to this process, where a service manager wants to hear.
 * @param {Record<string, string | undefined>} env
 */
export const stdioFor = (env = process.env) =>
  env.NOTIFY_SOCKET ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';

/**
 * Passes on what a program says over that line. It never fails; the first time that systemd cannot be told is complained of.
 * @param {{ on: (event: string, listener: (what: unknown) => void) => unknown }} child
 * @param {{ env?: Record<string, string | undefined>, now?: () => number }} given
 */
export function passOn(child, { env = process.env, now = () => performance.now() } = {}) {
  if (!env.NOTIFY_SOCKET) return;
  const everyMs = Number(env.WATCHDOG_USEC ?? 0) / 1000 / BEATS;
  let toldAt = Number.NEGATIVE_INFINITY;
  let hasComplained = false;
  child.on('message', (what) => {
    if (typeof what !== 'string' || !Object.hasOwn(SAYS, what)) return;
    if (what === 'alive') {
      if (!(everyMs > 0) || now() - toldAt < everyMs) return;
      toldAt = now();
    }
    const complain = (reason) => {
      if (!hasComplained)
        process.stderr.write(`systemd-notify does not work, systemd does not hear of the server: ${reason}\n`); // biome-ignore format: one line
      hasComplained = true;
    };
    const told = spawn('systemd-notify', [SAYS[what]], { stdio: 'ignore', env });
    told.on('error', ({ message }) => complain(message));
    told.on('exit', (code) => code === 0 || complain(`it ended with ${code}`));
  });
}
