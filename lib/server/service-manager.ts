import { spawn } from 'node:child_process';
import { log } from '#lib/observability/log';
import { singleton } from '#lib/singleton';

/** How often within the time after which systemd takes the process for hung. */
const BEATS = 3;

type Asked = { isAsked: boolean; watchdogMs: number };
const asked = () => singleton<Asked>('service-manager', () => ({ isAsked: false, watchdogMs: 0 }));

/** Notes what systemd has set for a unit with `Type=notify` and `WatchdogSec`; a number that is none means no watchdog. */
export function heedServiceManager({ NOTIFY_SOCKET, WATCHDOG_USEC }: NodeJS.ProcessEnv) {
  const watchdogMs = Number(WATCHDOG_USEC) / 1000 || 0;
  Object.assign(asked(), { isAsked: Boolean(NOTIFY_SOCKET), watchdogMs });
}

/**
 * Tells systemd that the server is ready, and from then on that its loop still turns. Node has no sockets of that kind, so
 * systemd's own `systemd-notify` says it; the unit needs `NotifyAccess=all`. Does nothing where no service manager asked for
 * it, and nothing fails when it cannot be told.
 */
export function tellReady() {
  const { isAsked, watchdogMs } = asked();
  if (!isAsked) return;
  tell('READY=1');
  if (watchdogMs > 0) setInterval(() => tell('WATCHDOG=1'), watchdogMs / BEATS).unref();
}

/** Tells systemd that the server is about to end, once. */
export function tellStopping() {
  const told = singleton('told-stopping', () => ({ is: false }));
  if (asked().isAsked && !told.is) tell('STOPPING=1');
  told.is = true;
}

function tell(what: string) {
  const child = spawn('systemd-notify', [what], { stdio: 'ignore' });
  child.on('error', (error) => complain(error.message));
  child.on('exit', (code) => code === 0 || complain(`it ended with ${code}`));
  child.unref();
}

function complain(reason: string) {
  singleton('systemd-complaint', () => {
    log().warn({ reason }, 'systemd-notify does not work: systemd does not hear of the server');
    return true;
  });
}
