import { once } from 'node:events';
import { statfsSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { bad, doubtful, type Finding, good } from '#lib/operator/doctor/finding';

const MIB = 1024 * 1024;
const LITTLE = 500 * MIB;
const TOO_LITTLE = 50 * MIB;
/** This version was written in 2026. */
const NOT_BEFORE = Date.UTC(2026, 0, 1);

/** Room on the disk that holds `folder`. */
export function checkDisk(folder: string): Finding[] {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const says = `${Math.floor(free / MIB)} MiB are free in ${folder}.`;
  if (free < TOO_LITTLE)
    return [bad('disk', says, 'Make room: on a full disk every write is refused.')];
  return free < LITTLE
    ? [doubtful('disk', says, 'Make room before it is full.')]
    : [good('disk', says)];
}

/** Whether the clock says a time that can be true; codes and sessions end by it. */
export function checkTime(): Finding[] {
  const now = Date.now();
  const says = `It is ${new Date(now).toISOString()}.`;
  return now >= NOT_BEFORE
    ? [good('clock', says)]
    : [bad('clock', says, 'Set the clock of this machine (NTP).')];
}

/** Who answers where the server listens (`own`, see lib/server/http/listen): nobody, this server, or somebody else. */
export async function checkPort(own: string, port: number): Promise<Finding[]> {
  const answer = await askReadiness(own).catch((error: NodeJS.ErrnoException) => error.code);
  if (answer === 'ECONNREFUSED')
    return [good('port', `Port ${port} is free; the server does not run.`)];
  if (typeof answer !== 'object') return [taken(port)];
  const failing = Object.keys(answer).filter((name) => !answer[name]);
  return failing.length === 0
    ? [good('port', `The server runs at port ${port} and is ready.`)]
    : [
        bad(
          'port',
          `The server runs at port ${port} but is not ready: ${failing.join(', ')}.`,
          'Look into its log.',
        ),
      ];
}

async function askReadiness(own: string): Promise<Record<string, boolean> | undefined> {
  const asked = get(`${own}/health/ready`, { signal: AbortSignal.timeout(3_000) });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const { checks } = (await json(answer)) as { checks?: Record<string, boolean> };
  return checks;
}

const taken = (port: number) =>
  doubtful(
    'port',
    `Something answers at port ${port} that is not this server.`,
    'Stop it, or set another PORT.',
  );
