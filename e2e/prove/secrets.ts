import { keysFor, PURPOSES } from '#lib/crypto/keys';
import { unseal } from '#lib/crypto/seal';
import { inGroups } from '#lib/factors/base32';
import { openKey, typedKey } from '#lib/factors/totp/key';
import type { Needle } from './search.ts';
import { storedSecrets } from './stored.ts';

/** What is secret in one run, gathered while it goes on; rows and cookies come and go. */
export class Secrets {
  readonly #byValue = new Map<string, Needle>();

  add(kind: string, values: Iterable<string>, isShort = false) {
    for (const value of values)
      if (value.length >= 6 && !this.#byValue.has(value))
        this.#byValue.set(value, { kind, value, ...(isShort ? { isShort } : {}) });
  }

  /** Everything that lies in a secret column of the database now. */
  addStored(file: string) {
    for (const [kind, values] of storedSecrets(file)) this.add(kind, values);
  }

  /** A sealed cookie, and the secret that is inside. */
  async addCookie(line: string) {
    const sealed = line.match(/^[^=]+=(Fe26[^;]+)/)?.[1];
    if (!sealed) return;
    this.add('sealed cookie', [sealed]);
    for (const purpose of PURPOSES) {
      const { secret } = (await unseal(purpose, sealed, 0)) ?? {};
      if (typeof secret === 'string') this.add(`secret inside a ${purpose} cookie`, [secret]);
    }
  }

  /** The private halves of the key pairs that sign tokens, as they are when they are not sealed. */
  async addSigningKeys(sealed: string[]) {
    for (const one of sealed) {
      const { key } = ((await unseal('signing', one, 0)) ?? {}) as { key?: Record<string, string> };
      this.add('signing key', [key?.['d'] ?? '']);
    }
  }

  /** The keys of authenticator apps as people type them, and as bytes. */
  async addAppKeys(apps: Record<string, unknown>[]) {
    for (const app of apps) {
      const key = await openKey(String(app['secret']), String(app['user_id']));
      const typed = key ? typedKey(key) : '';
      this.add('key of an authenticator app', [typed, inGroups(typed, ' ')]);
      if (key) this.add('key of an authenticator app', spellings(key));
    }
  }

  all = (): Needle[] => [...this.#byValue.values()];
}

const spellings = (key: Uint8Array) =>
  (['base64url', 'base64', 'hex'] as const).map((how) => Buffer.from(key).toString(how));

/** The secrets that settings hold, and every key that is derived from SESSION_SECRET. */
export function secretsOfSettings(settings: Record<string, string>): [kind: string, string[]][] {
  const { SESSION_SECRET = '', METRICS_TOKEN = '', WITNESS_TOKEN = '', SMTP_URL = 'smtp://x' } = settings; // biome-ignore format: one line
  return [
    ['SESSION_SECRET', SESSION_SECRET.split(',')],
    [
      'key derived from SESSION_SECRET',
      PURPOSES.flatMap((purpose) => keysFor(purpose).flatMap(spellings)),
    ],
    ['METRICS_TOKEN', [METRICS_TOKEN]],
    ['WITNESS_TOKEN', [WITNESS_TOKEN]],
    ['password of the mail server', [new URL(SMTP_URL).password]],
  ];
}
