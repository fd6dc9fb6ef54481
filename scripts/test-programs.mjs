// Finds what the tests run besides a browser, and on Debian as root installs it: `script`, which makes a
// pseudo-terminal, a Python with the library requests-oauthlib, and the programs of docs/deploy.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { findOnPath, installPackage } from './debian.mjs';

const LIBRARY = 'import oauthlib.oauth2, requests_oauthlib';

/** A Python that has the library, Debian's own first; null when there is none. */
export function findPython() {
  const places = ['/usr/bin/python3', findOnPath(['python3'])].filter(Boolean);
  return places.find((python) => spawnSync(python, ['-c', LIBRARY]).status === 0) ?? null;
}

const NEEDED = [
  {
    find: () => findOnPath(['script']),
    debian: 'bsdutils',
    else: 'The tests need the program `script` on the PATH: it makes the terminal for the command-line client (Debian: bsdutils).',
  },
  {
    find: findPython,
    debian: 'python3-requests-oauthlib',
    else: 'The tests need python3 with the library requests-oauthlib, a client nobody here wrote (Debian: python3-requests-oauthlib; elsewhere: pip install requests-oauthlib).',
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
  for (const { find, debian } of NEEDED) if (!find()) installPackage(debian);
  const missing = NEEDED.filter(({ find }) => !find());
  for (const one of missing) process.stderr.write(`\n${one.else}\n`);
  if (missing.length > 0) process.exit(1);
}
