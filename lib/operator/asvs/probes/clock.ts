import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { failed, type Probe, passed, unseen } from '#lib/operator/asvs/probe';

const run = promisify(execFile);
const PATIENCE_MS = 3_000;

/** What the system says of its clock: yes, no, or nothing. */
async function isSynchronised(): Promise<string | null> {
  const words = ['show', '--property=NTPSynchronized', '--value'];
  return await run('timedatectl', words, { timeout: PATIENCE_MS }).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}

export const clockProbe: Probe = {
  about: 'Whether the clock of this machine is kept right by NTP.',
  look: async () => {
    const says = await isSynchronised();
    if (says === 'yes') return passed('The clock is synchronised by NTP.');
    return says === 'no'
      ? failed('The clock is not synchronised: codes and sessions end by it.')
      : unseen('This system does not say whether its clock is synchronised (timedatectl).');
  },
};
