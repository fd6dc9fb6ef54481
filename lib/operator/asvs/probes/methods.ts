import { type Probe, verdictOf } from '#lib/operator/asvs/probe';

const NOT_HAD = ['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'];

export const methodsProbe: Probe = {
  about: 'Methods that no page has, TRACE among them, are refused.',
  look: async (site) => {
    const answers = await Promise.all(
      NOT_HAD.map(async (method) => ({ method, ...(await site.ask('/sign-in', { method })) })),
    );
    return verdictOf(
      answers
        .filter(({ status }) => status < 400 || status >= 600)
        .map(({ method, status }) => `${method} is answered ${status}.`),
      `${NOT_HAD.join(', ')} are refused.`,
    );
  },
};
