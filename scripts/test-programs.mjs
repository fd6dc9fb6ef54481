// Finds what the tests run besides a browser, and on Debian as root installs it: `script`, which makes a
// pseudo-terminal, a Python with the libraries of the examples and of a client, and the programs of docs/deploy.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { findOnPath, installPackage } from './debian.mjs';

/** What is imported, by the package of Debian that brings it. */
const LIBRARIES = {
  'python3-requests-oauthlib': 'oauthlib.oauth2, requests_oauthlib',
  'python3-flask': 'flask',
  'python3-authlib': 'authlib, requests',
  'python3-jwt': 'jwt',
  'python3-cryptography': 'cryptography',
};

/** What the tests without a browser need: a witness's verifier is one file of Python. */
export const FOR_CHECK = ['python3-cryptography'];

/** A Python that has these libraries, Debian's own first; null when there is none. */
export function findPython(libraries = Object.values(LIBRARIES).join(', ')) {
  const places = ['/usr/bin/python3', findOnPath(['python3'])].filter(Boolean);
  const isIt = (python) => spawnSync(python, ['-c', `import ${libraries}`]).status === 0;
  return places.find(isIt) ?? null;
}

/** An Apache that has the module which signs people in; null when there is none. */
export function findApache() {
  const hasModule = existsSync('/usr/lib/apache2/modules/mod_auth_openidc.so');
  return hasModule ? findOnPath(['apache2', 'httpd']) : null;
}

const NEEDED = [
  {
    find: () => findOnPath(['script']),
    debian: 'bsdutils',
    else: 'The tests need the program `script` on the PATH: it makes the terminal for the command-line client (Debian: bsdutils).',
  },
  ...Object.entries(LIBRARIES).map(([debian, libraries]) => ({
    find: () => findPython(libraries),
    debian,
    else: `The tests need a python3 that can import ${libraries} (Debian: ${debian}; elsewhere, for all tests: pip install requests-oauthlib flask authlib pyjwt cryptography).`,
  })),
  {
    find: findApache,
    debian: 'libapache2-mod-auth-openidc',
    else: 'The tests need Apache with mod_auth_openidc: a site that people sign in to (Debian: libapache2-mod-auth-openidc).',
  },
  {
    find: () => findOnPath(['nginx']),
    debian: 'nginx-light',
    else: 'The tests need nginx on the PATH: they start it with the file of docs/deploy (Debian: nginx-light).',
  },
  {
    find: () => findOnPath(['caddy']),
    debian: 'caddy',
    else: 'The tests need caddy on the PATH: they start it with the file of docs/deploy (Debian: caddy).',
  },
  {
    find: () => findOnPath(['systemd-analyze']),
    debian: 'systemd',
    else: 'The tests need systemd-analyze on the PATH: it judges the unit of docs/deploy (Debian: systemd).',
  },
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const needed = NEEDED.filter(
    ({ debian }) => !process.argv.includes('--for-check') || FOR_CHECK.includes(debian),
  );
  for (const { find, debian } of needed) if (!find()) installPackage(debian);
  const missing = needed.filter(({ find }) => !find());
  for (const one of missing) process.stderr.write(`\n${one.else}\n`);
  if (missing.length > 0) process.exit(1);
}
