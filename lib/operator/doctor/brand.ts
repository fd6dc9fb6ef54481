import { doubtful, type Finding, good } from '#lib/operator/doctor/finding';

type Brand = { SITE_NAME: string; SECURITY_CONTACT?: string | undefined; isPublic: boolean };

/** What people read of the site, and whether somebody who finds a weakness learns whom to tell. */
export const checkBrand = ({ SITE_NAME, SECURITY_CONTACT, isPublic }: Brand): Finding[] => [
  good('name', `People know this site as ${SITE_NAME}.`),
  ...(SECURITY_CONTACT
    ? [good('security.txt', `It names ${SECURITY_CONTACT}.`)]
    : isPublic
      ? [NOBODY]
      : []),
];

const NOBODY = doubtful(
  'security.txt',
  'The site is public, and nobody who finds a weakness learns whom to tell.',
  'Set SECURITY_CONTACT, e.g. mailto:security@example.org; see SECURITY.md.',
);
