import { askAt, Unreached } from '#lib/operator/asvs/ask';
import { type Probe, passed, unseen, verdictOf } from '#lib/operator/asvs/probe';

const FOR_PROGRAMS = ['/oauth/token', '/api/v1/me'];

export const plainHttpProbe: Probe = {
  about: 'Plain http at the name of the site: a program is refused and not sent on, a link may be.',
  look: async ({ url, plain, isPublic }) => {
    if (!isPublic || url.protocol !== 'https:')
      return unseen('The site is for this machine alone.');
    try {
      const answers = await Promise.all(
        FOR_PROGRAMS.map(async (path) => {
          const { status } = await askAt(plain, path, { method: 'POST' });
          return { path, status };
        }),
      );
      const faults = answers
        .filter(({ status }) => status < 400)
        .map(
          ({ path, status }) => `A program that posts to ${path} over http is answered ${status}.`,
        );
      const { status, headers } = await askAt(plain, '/');
      const leads = status < 300 || !String(headers['location'] ?? 'https:').startsWith('https:');
      return verdictOf(
        [
          ...faults,
          ...(leads ? [`A link over http is answered ${status} and not led to https.`] : []),
        ],
        'Programs are refused over http, and a link leads to https.',
      );
    } catch (error) {
      if (!(error instanceof Unreached)) throw error;
      return /ECONNREFUSED/.test(error.message)
        ? passed('Nothing answers over plain http.')
        : unseen(error.message);
    }
  },
};
