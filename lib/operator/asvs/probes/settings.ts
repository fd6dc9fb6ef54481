import { isOnThisHost, isPostgresUrl, readPostgresUrl } from '#lib/env/postgres-url';
import { isInClear, readRedisUrl } from '#lib/env/redis-url';
import { isDrawn } from '#lib/env/root-secret';
import { type Probe, verdictOf } from '#lib/operator/asvs/probe';

const FIFTEEN = 15;
/** The defaults, which OWASP recommends. */
const ARGON2_KIB = 47_104;

/** Whether what goes to the database elsewhere can be read, or anybody can pretend to be it. */
function isReadOnTheWay(databaseUrl: string): boolean {
  if (!isPostgresUrl(databaseUrl)) return false;
  const { tls, hosts } = readPostgresUrl(databaseUrl);
  return !hosts.every(isOnThisHost) && !(tls !== false && tls.rejectUnauthorized);
}

export const settingsProbe: Probe = {
  about:
    'The settings that weaken something: length of passwords, argon2, secret, second factor, TLS to the database and to Redis.',
  look: async ({ settings, isPublic }) => {
    const { PASSWORD_MIN_LENGTH, SECOND_FACTOR, ARGON2_MEMORY_KIB, SESSION_SECRET } = settings;
    const faults = [
      PASSWORD_MIN_LENGTH < FIFTEEN &&
        SECOND_FACTOR !== 'everyone' &&
        `PASSWORD_MIN_LENGTH=${PASSWORD_MIN_LENGTH}, and a password alone opens an account.`,
      SECOND_FACTOR === 'optional' && 'SECOND_FACTOR=optional: staff need no second factor.',
      ARGON2_MEMORY_KIB < ARGON2_KIB &&
        `ARGON2_MEMORY_KIB=${ARGON2_MEMORY_KIB} is below ${ARGON2_KIB}.`,
      SESSION_SECRET?.some((secret) => !isDrawn(secret)) &&
        'SESSION_SECRET does not look drawn at random.',
      isReadOnTheWay(settings.DATABASE_URL) &&
        'DATABASE_URL lets anybody between read, or pretend to be, the database: sslmode=verify-full.',
      settings.REDIS_URL &&
        isInClear(readRedisUrl(settings.REDIS_URL)) &&
        'REDIS_URL goes to Redis in clear.',
      isPublic && settings.EXAMPLES === 'on' && 'EXAMPLES=on on a site for others.',
      isPublic && settings.LOG_LEVEL === 'silent' && 'LOG_LEVEL=silent: nothing is logged.',
    ].filter((one) => typeof one === 'string');
    return verdictOf(faults, 'No setting weakens what the defaults give.');
  },
};
