import { type Probe, passed, unseen } from '#lib/operator/asvs/probe';

export const preloadProbe: Probe = {
  about: 'Whether the header asks for the preload list of the browsers.',
  look: async (site) => {
    if (!site.isPublic) return unseen('The site is for this machine alone.');
    const { headers } = await site.ask('/sign-in');
    const says = String(headers['strict-transport-security'] ?? '');
    return passed(
      /preload/.test(says)
        ? 'The header says preload.'
        : 'The header does not say preload: its proxy may, and the list is the operator’s to enter.',
    );
  },
};
