import 'server-only';

const SAID: [error: RegExp, says: string, fix: string][] = [
  [
    /WRONGPASS|NOAUTH|invalid password/i,
    'it does not take this user and password',
    'Put the right ones into REDIS_URL.',
  ],
  [
    /NOPERM/,
    'this user may not do what is needed',
    'Give it the rights that docs/deploy/redis.md names.',
  ],
  [/READONLY/, 'it is a replica, and takes no writes', 'Name the primary in REDIS_URL.'],
  [
    /OOM/,
    'its memory is full, and it refuses writes',
    'Set maxmemory-policy to volatile-ttl there, or give it more memory.',
  ],
  [/LOADING/, 'it is still reading its data', 'Wait a moment.'],
  [
    /CERT|SSL|TLS|EPROTO|self.signed|altnames/i,
    'TLS fails',
    'Use rediss:// where it speaks TLS, the name in its certificate, and NODE_EXTRA_CA_CERTS for an authority of your own.',
  ],
  [/ENOTFOUND|EAI_/, 'the name is not known', 'Put the right host into REDIS_URL.'],
  [
    /no answer|TIMEDOUT|timeout/i,
    'it does not answer in time',
    'Look whether it runs and can be reached from here.',
  ],
];
const OTHER = 'Start Redis or Valkey there, or put the right address into REDIS_URL.';

/** What keeps Redis from being used, in words, and what to do about it. Never says a password. */
export function redisFaultOf(error: unknown): { says: string; fix: string } {
  const { message = '', code = '' } = error as Error & { code?: string };
  const told = [code, message].filter(Boolean).join(' ');
  const [, says, fix] = SAID.find(([pattern]) => pattern.test(told)) ?? [];
  const detail = message.split('\n')[0] || code;
  return says && fix ? { says: `${says} (${detail})`, fix } : { says: detail, fix: OTHER };
}
