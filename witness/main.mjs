#!/usr/bin/env node
// A witness of an audit log: for another machine than the log's. Plain JavaScript without dependencies, for Node 20 and newer.
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { openFolder } from './folder.mjs';
import { look } from './look.mjs';
import { NOTE, readCheckpoint, readKey, writeKey } from './note.mjs';
import { EXIT, Refusal } from './refusal.mjs';

const USAGE = `node witness/main.mjs WHERE --log KEY [--token-file FILE] [--folder FOLDER] [--name NAME]

Looks at the audit log of a Gatehouse, and cosigns its head if everything that was seen before is still there.

  WHERE         its address (https://app.example.org), or a file of \`audit checkpoint --old SIZE\`; - for standard input
  --log         the public key of the log, from \`npm run gatehouse -- audit key\`; several with commas between
  --token-file  a file with WITNESS_TOKEN of that server
  --folder      where the witness keeps its key and what it saw last; a folder for each log (witness-of-the-log)
  --name        by which name it signs, from the first look on (the name of this machine)
  --key         prints its own public key instead, and looks at nothing
  --size        prints how many entries it saw last instead

Ends with 0 cosigned, 1 refused: do not trust the log, 2 used wrongly, 3 no answer`;

const OPTIONS = {
  log: { type: 'string' },
  'token-file': { type: 'string' },
  folder: { type: 'string', default: 'witness-of-the-log' },
  name: { type: 'string', default: `${hostname()}/witness` },
  key: { type: 'boolean' },
  size: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

const say = (line) => process.stdout.write(`${line}\n`);

function read(words) {
  try {
    return parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${error.message}\n\n${USAGE}`, EXIT.usage);
  }
}

function keysFrom(text) {
  const keys = text.split(',').map((one) => readKey(one.trim(), NOTE));
  if (keys.includes(null))
    throw new Refusal('--log takes what `npm run gatehouse -- audit key` prints.', EXIT.usage);
  return keys;
}

function tokenFrom(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${error.message}.`, EXIT.usage);
  }
}

async function main(words) {
  const { values: given, positionals } = read(words);
  if (given.help) return say(USAGE);
  if (!/^[^\s+]+$/.test(given.name))
    throw new Refusal('--name has no spaces and no plus.', EXIT.usage);
  const folder = openFolder(given.folder);
  if (given.key) return say(writeKey(folder.key(given.name)));
  if (given.size) return say(readCheckpoint(folder.last()?.text ?? '')?.size ?? 0);
  const [where, ...others] = positionals;
  if (!where || !given.log || others.length > 0) throw new Refusal(USAGE, EXIT.usage);
  const token = given['token-file'] && tokenFrom(given['token-file']);
  const asked = { where, keys: keysFrom(given.log), token, folder, name: given.name };
  const { size, before, file } = await look(asked);
  const since = before === null ? 'the first look' : `${size - before} more than before`;
  say(`Cosigned: ${size} entries, ${since}. ${file}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  // A fault of this program is no word about the log.
  const isOurs = !(error instanceof Refusal);
  process.stderr.write(`${isOurs ? error.stack : error.message}\n`);
  process.exitCode = isOurs ? EXIT.noAnswer : error.exitCode;
}
