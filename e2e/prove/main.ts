import { parseArgs } from 'node:util';
import { lookAt } from './against.ts';
import { signingKey } from './proof-key.ts';
import { refusalOf } from './refusal-of-address.ts';
import { harmless, saidOf } from './say.ts';
import { sourcesHere } from './statement.ts';
import { verifyProof } from './verify-proof.ts';

const USAGE = `npm run prove                              proves this Gatehouse, and signs what it found
npm run prove -- --write-docs              also writes docs/proof.md anew
npm run prove -- --nodes                   the same at two nodes on a PostgreSQL
npm run prove -- --key FILE                signs with the private key of a file (Ed25519, PEM)
npm run prove -- --verify FILE [--key FILE]   says what a signed proof shows; the key is its maker's public one
npm run prove -- --against URL [--i-may]   looks at one sign-in page, and submits nothing`;

const OPTIONS = {
  'write-docs': { type: 'boolean' },
  key: { type: 'string' },
  nodes: { type: 'boolean' },
  verify: { type: 'string' },
  against: { type: 'string' },
  'i-may': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const say = (lines: string[]) => process.stdout.write(harmless(lines));
const complain = (text: string) => process.stderr.write(harmless(text.split('\n')));

function read() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    complain(`${(error as Error).message}\n\n${USAGE}`);
    return process.exit(2);
  }
}

/** Says what a signed proof shows. */
async function verify(file: string, key: string | undefined): Promise<number> {
  const { holds, lines } = verifyProof(file, key, sourcesHere());
  say(lines);
  return holds ? 0 : 1;
}

/** Looks at a page of somebody else: 0 when nothing looks like a leak. */
async function against(address: string, mayElsewhere: boolean): Promise<number> {
  const refusal = refusalOf(address, mayElsewhere);
  if (refusal) {
    complain(refusal);
    return 2;
  }
  const looked = await lookAt(address, mayElsewhere);
  say(saidOf(address, looked));
  return looked.suspects.length > 0 ? 1 : 0;
}

/** The key that signs, before minutes are spent on what it would not sign. */
function keyOrNot(file: string | undefined) {
  try {
    return signingKey(file);
  } catch (error) {
    failed(error as Error);
    return null;
  }
}

const given = read();
const done = (code: number) => {
  process.exitCode = code;
};
const failed = (error: Error) => {
  complain(error.message);
  process.exitCode = 1;
};

if (given.help) say(USAGE.split('\n'));
else if (given.verify !== undefined) {
  const { verify: file, key } = given;
  await verify(file, key).then(done, failed);
} else if (given.against !== undefined)
  await against(given.against, given['i-may'] === true).then(done, failed);
else {
  const key = keyOrNot(given.key);
  if (key) await (await import('./run.ts')).proveAll({ key, nodes: given.nodes ? 2 : 1 });
}
