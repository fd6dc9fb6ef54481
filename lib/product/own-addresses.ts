/**
 * What the addresses of Gatehouse itself begin with. A product declares nothing for them (lib/product/routes), and what it
 * lets its pages load (lib/product/policy) does not count there: those pages take passwords.
 */
export const OWN_ADDRESSES = [
  '.well-known',
  '_next',
  'admin',
  'callback',
  'confirm',
  'dev',
  'device',
  'forgot-password',
  'health',
  'metrics',
  'oauth',
  'reports',
  'reset-password',
  'session',
  'settings',
  'sign-in',
  'sign-out',
  'sign-up',
] as const;

const OWN = new Set<string>(OWN_ADDRESSES);

/** Whether this path, decoded, is an address of Gatehouse itself. */
export function isOwnAddress(path: string): boolean {
  const end = path.indexOf('/', 1);
  return OWN.has(end < 0 ? path.slice(1) : path.slice(1, end));
}

/** Whether this path lies in the API, which takes JSON alone. */
export const isInApi = (path: string) => /^\/api\/v1(\/|$)/.test(path);
