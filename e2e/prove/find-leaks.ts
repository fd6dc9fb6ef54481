import type { Evidence, Finding } from './evidence.ts';
import type { Place } from './reachable.ts';
import type { Needle } from './search.ts';

type Where = { place: Place; where: string };

const SHOWN = 'shown';
const AT_REST: Place[] = ['files of the server'];
const KEPT: Place[] = [...AT_REST, 'server log', 'audit log', 'mail', 'what the operator is told'];
/** What a page is made of, while it is open. */
const ON_PAGE: Place[] = [
  'body',
  'RSC payload',
  'action payload',
  'document',
  'window',
  'memory of scripts',
];
const STAFF = /^(support|administrator) /;

/** Where a secret belongs. Everything that is not said here is a leak. */
const BELONGS: [reason: string, rule: (needle: Needle, at: Where) => boolean][] = [
  ['What is shown on purpose is no secret.', ({ kind }) => kind === SHOWN],
  [
    'A database holds what is stored in it, hashed or sealed; the people and notes in it are its purpose.',
    ({ kind }, { place }) =>
      AT_REST.includes(place) && (/\./.test(kind) || /person|note|subject/.test(kind)),
  ],
  [
    'Those who administer see names and addresses of everybody; their log and lists have them too.',
    ({ kind }, { place, where }) =>
      kind === 'person that others do not know' &&
      (STAFF.test(where) || place === 'what the operator is told' || place === 'mail'),
  ],
  [
    'An authorization code is handed to the program in the address that the browser is sent back to (RFC 6749 4.1.2), and in the body of that redirect.',
    ({ kind }, { place, where }) =>
      kind === 'authorization code' &&
      (place === 'header' || / GET \/oauth\/authorize\/|\/callback$/.test(where)),
  ],
  [
    'The code of a provider comes in the address that it sends the browser back to (RFC 6749 4.1.2), which is answered by leading on: no page is made there.',
    ({ kind }, { place, where }) =>
      kind === 'code of a provider' && place === 'URL' && / GET \/callback\//.test(where),
  ],
  [
    'A mailed code that was typed lies in the memory of the page it was typed in until that is collected; it works once. In memory alone six digits also occur by chance: what sends one there is seen in bodies, payloads and the document.',
    ({ kind }, { place }) => kind === 'mailed code' && place === 'memory of scripts',
  ],
  [
    'The key of an authenticator app is shown to its owner, on the one page that sets the app up, as what the app needs.',
    ({ kind }, { place, where }) =>
      kind === 'key of an authenticator app' &&
      ON_PAGE.includes(place) &&
      / (GET|POST|at) \/settings\/authenticator$/.test(where),
  ],
  [
    'Recovery codes are shown to their owner once, in the answer to the form that makes them, and as the file of that page.',
    ({ kind }, { place, where }) =>
      kind === 'recovery code' &&
      ON_PAGE.includes(place) &&
      / ((POST|at) \/settings\/recovery-codes|POST \/settings\/recovery-codes\/file)$/.test(where),
  ],
  [
    'A personal access token is shown to its owner once, in the answer to the form that makes it.',
    ({ kind }, { place, where }) =>
      kind === 'personal access token' &&
      ON_PAGE.includes(place) &&
      / (POST|at) \/settings\/apps$/.test(where),
  ],
  [
    'What somebody wrote into the query of an address is there, and in nothing that is kept.',
    ({ kind }, { place }) => kind === 'what is in the query of an address' && !KEPT.includes(place),
  ],
  [
    'The passkeys of the signed-in person, by what their device calls them and the account, go to that device: where one is added, so that it makes no second one, and where they are listed, so that it offers none that was removed (WebAuthn 5.4, 5.1.10). The script of that page hands them on, and they lie in its memory until that is collected.',
    ({ kind }, { place, where }) =>
      /^credentials\.(handle|user_handle)$/.test(kind) &&
      (/ POST \/settings\/passkeys\/(options|accepted)$/.test(where) ||
        (place === 'memory of scripts' && / at \/settings\/passkeys$/.test(where))),
  ],
];

export const REASONS = BELONGS.map(([reason]) => reason);

/**
 * What is shown, and so must be seen in each of these places: a search that does not see it proves nothing.
 * The other places are tried on a page that leaks there: see scratch.ts.
 */
const VISIBLE: [value: string, places: Place[]][] = [
  [
    'Visible Ada',
    ['body', 'RSC payload', 'document', 'window', 'memory of scripts', 'files of the server'],
  ],
  ['Visible text, again', ['body', 'RSC payload', 'document', 'window']],
  ['Visible Mia', ['body', 'document']],
  ['nosniff', ['header']],
  ['/settings/sessions', ['URL', 'Referer', 'server log']],
  ['made_for', ['static file']],
  ['authn_login_fail', ['audit log']],
];

/** Something secret where it may not be. Its value is not in here. */
export type Leak = {
  kind: string;
  place: Place;
  encoding: string;
  /** Where it was found first, and in how many texts. */
  where: string;
  times: number;
};

/** One search for everything: the secrets that are where they may not be, and what had to be seen and was not. */
export function findLeaks(
  evidence: Evidence,
  secrets: Needle[],
): { leaks: Leak[]; unseen: string[] } {
  const shown = VISIBLE.map(([value]) => ({ kind: SHOWN, value }));
  const findings = evidence.search([...secrets, ...shown]);
  const leaks = inKinds(
    findings.filter(({ needle, ...at }) => !BELONGS.some(([, rule]) => rule(needle, at))),
  );
  const seen = new Set(
    findings.map(({ needle, ...at }) => `${needle.value} in ${at.place}${modeOf(at)}`),
  );
  const wanted = VISIBLE.flatMap(([value, places]) =>
    places.flatMap((place) =>
      (IN_BOTH.includes(place) ? MODES : ['']).map((mode) => `${value} in ${place}${mode}`),
    ),
  );
  return { leaks, unseen: wanted.filter((one) => !seen.has(one)) };
}

/** One line for each kind of secret in each place. */
function inKinds(findings: Finding[]): Leak[] {
  const leaks = new Map<string, Leak>();
  for (const { needle, place, encoding, where } of findings) {
    const key = [needle.kind, place, encoding].join('\n');
    const leak = leaks.get(key) ?? { kind: needle.kind, place, encoding, where, times: 0 };
    leaks.set(key, { ...leak, times: leak.times + 1 });
  }
  return [...leaks.values()];
}

const MODES = [' with scripts', ' without scripts'];
/** What must be seen with scripts and without, each for itself. */
const IN_BOTH: Place[] = ['body', 'RSC payload', 'document', 'header', 'URL', 'Referer'];

const modeOf = ({ place, where }: Where) =>
  IN_BOTH.includes(place) ? (MODES.find((mode) => where.includes(mode)) ?? '') : '';
