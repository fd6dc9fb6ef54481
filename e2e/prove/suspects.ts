import type { Place } from './reachable.ts';
import { type Needle, searcher } from './search.ts';

/** What a browser has of somebody else's page. */
export type Seen = { place: Place; where: string; text: string };

type Cookie = { name: string; value: string; httpOnly: boolean };

/** What looks like a secret wherever it stands: iron seals, argon2 hashes, JSON Web Tokens, private keys. */
const SHAPES: [what: string, shape: RegExp][] = [
  ['a sealed cookie', /Fe26\.2\*/],
  ['a password hash', /\$argon2id?\$|\$2[aby]\$\d\d\$/],
  ['a JSON Web Token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY/],
];
/** What is called so and is this long opens something. */
const NAMED = /sess|token|auth|jwt|^sid$|secret|passw|api.?key/i;
const IN_ADDRESS = /[?&#]([^=&#]*(?:session|token|jwt|secret|passw)[^=&#]*)=([^&#\s"']{16,})/i;
const IN_STORAGE = /"([^"]*(?:session|token|auth|jwt|secret|passw)[^"]*)":"((?:[^"\\]|\\.){16,})"/i;
const LEAST = 16;
const STORAGES: Place[] = ['localStorage', 'sessionStorage', 'IndexedDB'];
const ADDRESSES: Place[] = ['URL', 'Referer'];

/**
 * What a script of a page could take away: the value of a cookie that is hidden from scripts, in any place and encoding; what
 * looks like a secret; a cookie that scripts may read, an entry of a storage and a part of an address that are called
 * like one. No value is in what it says.
 */
export function suspectsIn(seen: Seen[], cookies: Cookie[]): string[] {
  const hidden: Needle[] = cookies
    .filter(({ httpOnly, value }) => httpOnly && value.length >= LEAST)
    .map(({ name, value }) => ({ kind: `the HttpOnly cookie ${name}`, value }));
  const look = searcher(hidden);
  const found = seen.flatMap(({ place, where, text }) => {
    const at = `in ${place}, ${where}`;
    return [
      ...look(text).map(({ needle, encoding }) => `${needle.kind} ${at} (${encoding})`),
      ...SHAPES.filter(([, shape]) => shape.test(text)).map(([what]) => `${what} ${at}`),
      ...(STORAGES.includes(place) ? named(text, IN_STORAGE, at) : []),
      ...(ADDRESSES.includes(place) ? named(text, IN_ADDRESS, at) : []),
      ...(place === 'source map' && /"sourcesContent"/.test(text) ? [`the sources ${at}`] : []),
    ];
  });
  const readable = cookies
    .filter(({ httpOnly, name, value }) => !httpOnly && NAMED.test(name) && value.length >= LEAST)
    .map(({ name }) => `the cookie ${name}, which every script can read`);
  return [...new Set([...found, ...readable])];
}

const named = (text: string, shape: RegExp, at: string) => {
  const [, name] = text.match(shape) ?? [];
  return name ? [`something called ${name} ${at}`] : [];
};
