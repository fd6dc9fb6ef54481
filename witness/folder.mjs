import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { COSIGNATURE } from './note.mjs';

const PUBLIC_BYTES = 32;
const SEEN = /^seen\.(\d+)$/;

/** What a witness keeps of one log, in a folder that only its user may read: its key, and what it saw last. */
export function openFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = (name) => join(folder, name);
  return {
    key: (name) => keyIn(path('key'), name),
    /** What was seen last, and its number; null before the first look. */
    last() {
      const number = newest(folder);
      return number === 0 ? null : { number, text: readFileSync(path(`seen.${number}`), 'utf8') };
    },
    remember: (number, text) => remember(folder, number, text),
    /** Keeps a file as a whole or not at all, and answers where. */
    keep(name, text) {
      const draft = whole(path(name), text);
      renameSync(draft, path(name));
      return path(name);
    },
  };
}

const newest = (folder) =>
  Math.max(0, ...readdirSync(folder).map((name) => Number(name.match(SEEN)?.[1] ?? 0)));

/**
 * Makes a checkpoint the one that was seen last, after the one with the number before. Answers false when another process has
 * done that meanwhile: what this one compared with is not the last any more. There is no lock that could be left behind: the
 * name can be given once.
 */
function remember(folder, number, text) {
  const target = join(folder, `seen.${number}`);
  const draft = whole(target, text);
  try {
    linkSync(draft, target);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  // Whoever was faster by two may have cleared this name away already.
  if (newest(folder) !== number) return false;
  syncFolder(folder);
  rmSync(join(folder, `seen.${number - 2}`), { force: true });
  return true;
}

function whole(target, text) {
  const draft = `${target}.${randomBytes(6).toString('hex')}.draft`;
  const file = openSync(draft, 'wx', 0o600);
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
  return draft;
}

/** Windows opens no folder, and keeps names by itself. */
function syncFolder(folder) {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** The key pair of the witness, made at the first look, with the name that it got then. */
function keyIn(file, name) {
  const kept = read(file) ?? make(file, name);
  const { name: own, key } = JSON.parse(kept);
  const privateKey = createPrivateKey(key);
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { name: own, kind: COSIGNATURE, privateKey, publicKey: spki.subarray(-PUBLIC_BYTES) };
}

function make(file, name) {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' });
  const draft = whole(file, JSON.stringify({ name, key }));
  try {
    linkSync(draft, file);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return read(file);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
