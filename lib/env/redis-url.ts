import { isOnThisHost } from '#lib/env/postgres-url';
import { decodedPart, problemIn } from '#lib/env/url-parts';

/** How Redis or Valkey is reached, as REDIS_URL says it. */
export type RedisAddress = {
  host: string;
  port: number;
  /** With TLS the other side has to show who it is, also on this machine. */
  isEncrypted: boolean;
  user: string | undefined;
  password: string | undefined;
  database: number;
};

const MUST =
  'must look like redis://:password@127.0.0.1:6379, or with TLS rediss://user:password@redis.example.org:6379';

/** What is wrong with a REDIS_URL, as the end of a sentence that begins with its name; undefined when nothing is. */
export const problemWithRedisUrl = (text: string) => problemIn(readRedisUrl, text);

/** Reads redis://user:password@host:port/number. Throws what is wrong, without the password. */
export function readRedisUrl(text: string): RedisAddress {
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) throw new Error(MUST);
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  const [, number] = pathname.match(/^\/?(\d{0,4})$/) ?? [];
  if (hostname === '' || number === undefined) throw new Error(MUST);
  if (search !== '' || hash !== '')
    throw new Error(
      'takes no options; for a certificate authority of your own, set NODE_EXTRA_CA_CERTS to its file',
    );
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port || 6379),
    isEncrypted: protocol === 'rediss:',
    user: decodedPart(username) || undefined,
    password: decodedPart(password) || undefined,
    database: Number(number),
  };
}

/** Whether what is sent there could be read on its way. */
export const isInClear = (address: RedisAddress) => !address.isEncrypted && !isOnThisHost(address);
