#!/usr/bin/env node
// The command-line client. Plain JavaScript without dependencies, for Node 20 and newer.
import { VERSION } from './ask.mjs';
import { Failure } from './failure.mjs';
import { paint } from './print.mjs';
import { openStore } from './store.mjs';
import { readWords, USAGE } from './words.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
const hint = (line) => process.stderr.write(`${line}\n`);

// The reader of our output may have enough.
process.stdout.on('error', () => process.exit());

async function main(words) {
  if (words.includes('--help') || words.includes('-h')) return say(USAGE);
  if (words[0] === '--version') return say(VERSION);
  const { run, given } = readWords(words);
  return run({ store: openStore({ warn: hint }), say, hint, input: process.stdin }, given);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  hint(paint('red', error.message, process.stderr));
  process.exitCode = error.exitCode;
}
