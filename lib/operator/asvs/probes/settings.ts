import { isDrawn } from '#lib/env/root-secret';
import { type Probe, verdictOf } from '#lib/operator/asvs/probe';

const FIFTEEN = 15;
/** The defaults, which OWASP recommends. */
const ARGON2_KIB = 47_104;

export const settingsProbe: Probe = {
  about:
    'The settings that weaken something: length of passwords, argon2, secret, second factor, tokens.',
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
      isPublic && settings.EXAMPLES === 'on' && 'EXAMPLES=on on a site for others.',
      isPublic && settings.LOG_LEVEL === 'silent' && 'LOG_LEVEL=silent: nothing is logged.',
    ].filter((one) => typeof one === 'string');
    return verdictOf(faults, 'No setting weakens what the defaults give.');
  },
};
