import { chmodSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { calledAs, Failure } from './failure.mjs';
import { findKeychain } from './keychain.mjs';
import { locked } from './lock.mjs';
import { writeWhole } from './whole-file.mjs';

/** Where what is remembered lies. */
export function configFolder({ platform = process.platform, env = process.env } = {}) {
  if (platform === 'win32')
    return join(env.APPDATA || join(homedir(), 'AppData/Roaming'), 'gatehouse');
  const base = env.XDG_CONFIG_HOME ?? '';
  return join(isAbsolute(base) ? base : join(homedir(), '.config'), 'gatehouse');
}

/**
 * What is remembered from one command to the next: at which site somebody is signed in, and the tokens. These
 * lie in the keychain of the system where there is one that works, else in the same file, for its owner only.
 */
export function openStore({
  folder = configFolder(),
  keychain = findKeychain(),
  warn = () => {},
} = {}) {
  const path = join(folder, 'cli.json');

  /** { site, tokens }, tokens null after signing out; null when nobody ever signed in. */
  function read() {
    const file = readFile(path, warn);
    if (!file) return null;
    const { site, place, tokens } = file;
    if (place === 'keychain') return { site, place, tokens: unpack(keychain?.read(site), site) };
    return { site, place, tokens: tokens ?? null };
  }

  /** { site, place }, without a look at the tokens: place is 'keychain', 'file' or 'nowhere'. */
  const peek = () => readFile(path, warn);

  /** Keeps the tokens of a site, and answers where: 'keychain' or 'file'. */
  function write({ site, tokens }) {
    const place = keychain?.write(site, pack(tokens)) ? 'keychain' : 'file';
    save({ site, place, ...(place === 'file' ? { tokens } : {}) });
    return place;
  }

  /** Forgets the tokens; the site stays, so that `login` finds it again. */
  function forget() {
    const { site, place } = readFile(path, warn) ?? {};
    if (place === 'keychain') keychain?.remove(site);
    if (site) save({ site, place: 'nowhere' });
  }

  const save = (content) => writeWhole(path, `${JSON.stringify(content, null, 2)}\n`);
  const alone = (work) => locked(join(folder, 'cli.lock'), work);
  return { path, read, peek, write, forget, alone };
}

const pack = (tokens) => Buffer.from(JSON.stringify(tokens)).toString('base64url');

function unpack(text, site) {
  if (!text)
    throw new Failure(
      `The keychain does not give out your sign-in at ${site}. Unlock it, or sign in again with: ${calledAs()} login`,
    );
  return JSON.parse(Buffer.from(text, 'base64url').toString());
}

function readFile(path, warn) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return null;
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    chmodSync(path, 0o600);
    warn(
      `Others on this machine could read ${path}; now they cannot. If they may have, sign out and in again.`,
    );
  }
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new Failure(`${path} cannot be read. Remove it, and sign in again: ${calledAs()} login`);
  }
}
