// Finds a browser for the tests, and on Debian as root installs one: CHROMIUM_PATH, one on the PATH,
// Playwright's own download, the package chromium.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** Where a browser is, or null. */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return isProgram(given) ? given : null;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(
    isProgram,
  );
  if (found) return found;
  const { chromium } = await import('playwright');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installBrowser() {
  const isDebianRoot =
    process.platform === 'linux' && process.getuid?.() === 0 && isProgram('/usr/bin/apt-get');
  if (!isDebianRoot || process.env.CHROMIUM_PATH) return;
  process.stderr.write('Installing the Debian package chromium for the tests …\n');
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!(await findBrowser())) await installBrowser();
  if (!(await findBrowser())) {
    process.stderr.write(
      '\nThe tests need a browser: set CHROMIUM_PATH to a Chromium or Chrome, or put one on the PATH.\n',
    );
    process.exit(1);
  }
}
