/**
 * The folders that Gatehouse brings. They are judged strictly; what else there is belongs to the product, which is judged by
 * the rules that Next's own lint has, and by those tests that guard people's accounts. biome.json has the same list.
 */
const APP = [
  '(auth)',
  '.well-known',
  '_forms',
  '_ui',
  'admin',
  'api',
  'audit',
  'callback',
  'confirm',
  'dashboard',
  'dev',
  'device',
  'health',
  'metrics',
  'oauth',
  'reports',
  'session',
  'settings',
  'sign-out',
];

const LIB = [
  'accounts',
  'admin',
  'api',
  'assembly',
  'audit',
  'authorization',
  'codes',
  'crypto',
  'db',
  'env',
  'factors',
  'limits',
  'mail',
  'oauth',
  'observability',
  'operator',
  'permissions',
  'product',
  'providers',
  'redis',
  'request',
  'server',
  'session',
  'sharing',
  'testing',
  'things',
  'webhooks',
];

export const OWN_FOLDERS = [
  ...APP.map((name) => `app/${name}`),
  ...LIB.map((name) => `lib/${name}`),
  'client-cli',
  'drizzle',
  'e2e',
  'scripts',
  'texts',
  'witness',
];

/** Whether a file, by its path from the root, is one of ours: in such a folder, or directly in app, lib or the root. */
export const isOwn = (path) =>
  /^((app|lib)\/)?[^/]+$/.test(path) || OWN_FOLDERS.some((folder) => path.startsWith(`${folder}/`));
