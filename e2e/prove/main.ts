import { parseArgs } from 'node:util';
import { lookAt } from './against.ts';
import { refusalOf } from './refusal-of-address.ts';
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

const say = (lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`);

function read() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
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
    process.stderr.write(`${refusal}\n`);
    return 2;
  }
  const { title, texts, keptBack, suspects } = await lookAt(address, mayElsewhere);
  const kept = keptBack.length > 0 ? [`Kept back: ${[...new Set(keptBack)].join(', ')}.`] : [];
  say([
    `Looked at "${title}", ${address}: ${texts} texts, nothing typed and nothing sent.`,
    ...kept,
    ...suspects.map((one) => `  ${one}`),
    suspects.length > 0
      ? `${suspects.length} look like leaks. Look at each: what is called a token need not open anything.`
      : 'Nothing looks like a leak. That is no proof: nobody signed in, and what is secret there is not known here.',
  ]);
  return suspects.length > 0 ? 1 : 0;
}

const given = read();
const done = (code: number) => {
  process.exitCode = code;
};
const failed = (error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
};

if (given.help) say([USAGE]);
else if (given.verify !== undefined) {
  const { verify: file, key } = given;
  await verify(file, key).then(done, failed);
} else if (given.against !== undefined)
  await against(given.against, given['i-may'] === true).then(done, failed);
else
  await (await import('./run.ts')).proveAll({
    keyFile: given.key,
    nodes: given.nodes ? 2 : 1,
  });
