import { existsSync, statSync } from 'node:fs';
import { bad, type Finding, good } from '#lib/operator/doctor/finding';

/**
 * Whether others on this machine can read what is built: it holds the key that encrypts what is put into forms. Where another
 * user owns the clone, such as root, a group of the server's may read it.
 */
export function checkBuild(folder: string, user = process.getuid?.()): Finding[] {
  if (!existsSync(folder) || process.platform === 'win32') return [];
  const { mode, uid, gid } = statSync(folder);
  const isForGroup = (mode & 0o027) === 0 && gid !== 0 && (uid === 0 || uid !== user);
  if ((mode & 0o077) !== 0 && !isForGroup)
    return [
      bad(
        'build',
        `Other users of this machine can read what is built in ${folder}, and the key of the forms with it.`,
        `Run: chmod 700 ${folder}, delete data/actions-key, and build anew: npm run build`,
      ),
    ];
  if (user !== 0 && user !== uid && (mode & 0o050) === 0)
    return [
      bad(
        'build',
        `What is built in ${folder} is for its owner only, and this is another user.`,
        'Let its owner run: npm run build -- --group GROUP, with a group that this user is in.',
      ),
    ];
  const whose = (mode & 0o050) === 0 ? 'its owner only' : 'its owner, and one group to read';
  return [good('build', `What is built lies in ${folder}, for ${whose}.`)];
}
