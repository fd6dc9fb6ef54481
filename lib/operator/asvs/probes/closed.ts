import { askAt, type Heard } from '#lib/operator/asvs/ask';
import { type Probe, verdictOf } from '#lib/operator/asvs/probe';
import { ALL_THINGS } from '#lib/product/resources';

const CLOSED = [
  '/.git/config',
  '/.env',
  '/.next/BUILD_ID',
  '/package.json',
  '/_next/static',
  '/data/gatehouse.db',
  '/dev/components',
];
/** On a site for others these are closed, too. */
const CLOSED_OUTSIDE = [
  '/dev/mailbox',
  '/metrics',
  ...ALL_THINGS.map(({ plural }) => `/examples/${plural}`),
];

/** GivenAnswers away: an answer that is neither a refusal nor the way to sign in. */
const isOpen = ({ status, headers }: Heard) =>
  status < 300 || (status < 400 && !/\/sign-in/.test(String(headers['location'] ?? '')));

export const closedProbe: Probe = {
  about: 'What nobody is to read: history, settings, what is built, mailbox, metrics, examples.',
  look: async (site) => {
    const paths = [...CLOSED, ...(site.isPublic ? CLOSED_OUTSIDE : [])];
    const ways = [
      { says: site.url.origin, ask: (path: string) => site.ask(path) },
      {
        says: 'the port itself',
        ask: (path: string) => askAt(site.own, path, { host: site.url.host }),
      },
    ];
    const faults = await Promise.all(
      ways.flatMap(({ says, ask }) =>
        paths.map(async (path) => (isOpen(await ask(path)) ? [`${path} is open at ${says}.`] : [])),
      ),
    );
    return verdictOf(
      faults.flat(),
      `${paths.length} addresses are closed, at the site and at the port.`,
    );
  },
};
