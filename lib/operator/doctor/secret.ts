import { existsSync, readFileSync, statSync } from 'node:fs';
import { isDrawn, secretFile } from '#lib/env/root-secret';
import { bad, doubtful, type Finding, good } from '#lib/operator/doctor/finding';

const LEAST = 32;

/** Whether there is a secret and whether it is kept well. Never says what it is. */
export function checkSecret(
  given: string[] | undefined,
  databaseUrl: string,
  hasDatabase: boolean,
): Finding[] {
  if (given) return [checkGiven(given)];
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

/** A phrase costs an attacker as much to guess as a password does; a drawn secret does not rely on that. */
function checkGiven(given: string[]): Finding {
  if (!given.every(isDrawn))
    return doubtful(
      'secret',
      'SESSION_SECRET does not look drawn at random. It is stretched at each start; a phrase can still be guessed.',
      'Run: npm run gatehouse -- secret new, and put the new one in front.',
    );
  const how =
    given.length > 1
      ? `${given.length} secrets; the first seals, all open`
      : 'It was drawn at random';
  return good('secret', `SESSION_SECRET is set. ${how}.`);
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
