import { existsSync, statSync } from 'node:fs';
import { bad, type Finding, good } from '#lib/operator/doctor/finding';

/** Whether others on this machine can read what is built: it holds the key that encrypts what is put into forms. */
export function checkBuild(folder: string): Finding[] {
  if (!existsSync(folder) || process.platform === 'win32') return [];
  return (statSync(folder).mode & 0o077) === 0
    ? [good('build', `What is built lies in ${folder}, for its owner only.`)]
    : [
        bad(
          'build',
          `Other users of this machine can read what is built in ${folder}, and the key of the forms with it.`,
          `Run: chmod 700 ${folder}, delete data/actions-key, and build anew: npm run build`,
        ),
      ];
}
