import { existsSync, readFileSync, statSync } from 'node:fs';
import { bad, doubtful, type Finding, good } from '#lib/doctor/finding';
import { secretFile } from '#lib/env';

const LEAST = 32;

/** Whether there is a secret and whether it is kept well. Never says what it is. */
export function checkSecret(
  given: string[] | undefined,
  databaseUrl: string,
  hasDatabase: boolean,
): Finding[] {
  const how =
    given && given.length > 1
      ? `${given.length} secrets; the first seals, all open.`
      : 'It is long enough.';
  if (given) return [good('secret', `SESSION_SECRET is set. ${how}`)];
  if (databaseUrl === ':memory:') return [good('secret', 'Each start makes one for itself.')];
  const file = secretFile(databaseUrl);
  if (existsSync(file)) return checkFile(file);
  return hasDatabase
    ? [
        doubtful(
          'secret',
          `There is a database but no secret in ${file}: the next start makes a new one and everybody signs in again.`,
          'Put the secret back if you have it.',
        ),
      ]
    : [good('secret', 'The first start makes one.')];
}

function checkFile(file: string): Finding[] {
  const { mode } = statSync(file);
  if ((mode & 0o077) !== 0 && process.platform !== 'win32')
    return [
      bad('secret', `Other users of this machine can read ${file}.`, `Run: chmod 600 ${file}`),
    ];
  try {
    const { length } = readFileSync(file, 'utf8').trim();
    return length >= LEAST
      ? [good('secret', `It lies in ${file}, for its owner only.`)]
      : [
          bad(
            'secret',
            `The secret in ${file} is too short.`,
            'Delete the file; the next start makes a new one.',
          ),
        ];
  } catch {
    return [
      bad(
        'secret',
        `${file} cannot be read by this user.`,
        'Run this as the user that runs the server.',
      ),
    ];
  }
}
