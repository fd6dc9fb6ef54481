import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isCosigned, readNote, type Witnessed } from '#lib/audit/tree/note';
import { proveEntry } from '#lib/audit/tree/prove';
import { newFile, writeFile } from '#lib/operator/new-file';
import { wholeNumber } from '#lib/operator/page';
import { CommandRefused, command, type Report, requireServerSecret } from '#lib/operator/terminal';

/** `audit prove`: into a new file, for it holds the entry. */
export const proveCommand = command(
  'prove',
  'Write the proof that an entry stands in the log; witness/verify.py checks it without Gatehouse',
  {
    entry: { type: 'positional', description: 'The number of the entry' },
    file: { type: 'positional', description: 'A file to be made; an existing one is refused' },
    witness: { type: 'string', description: 'What a witness has cosigned: a file', default: '' },
  },
  async ({ entry, file, witness }): Promise<Report> => {
    const seq = wholeNumber('entry', entry, Number.MAX_SAFE_INTEGER);
    const witnessed = witness ? witnessedIn(String(witness)) : null;
    await requireServerSecret();
    const target = newFile(String(file));
    const proof = await proveEntry(seq, witnessed);
    if (!proof.ok) throw new CommandRefused(REFUSED[proof.reason](seq), 3);
    await writeFile(target, only(proof.value));
    return { lines: [`Written into ${target}. It holds the entry.`], data: { file: target } };
  },
);

const REFUSED = {
  no_such_entry: (seq: number) => `There is no entry ${seq} in the log, or no more.`,
  seen_before_it: (seq: number) =>
    `The checkpoint is older than entry ${seq}: let the witness look again.`,
};

async function* only(text: string) {
  yield text;
}

/** What a witness has kept, in a file. With its key the signature is checked, too. */
export function witnessedIn(name: string, witnessKey = ''): Witnessed {
  const file = resolve(process.env['INIT_CWD'] ?? '', name); // npm changes to the project's folder.
  const note = readNote(textIn(file));
  if (!note) throw new CommandRefused(`${file} holds no checkpoint of a log.`, 1);
  const isGood = witnessKey === '' || isCosigned(note, witnessKey);
  if (isGood === null)
    throw new CommandRefused('--witness-key takes what `node witness/main.mjs --key` says.', 2);
  if (!isGood)
    throw new CommandRefused(`${file} was not signed by that witness, or was changed since.`, 1);
  return note;
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandRefused(`There is no file ${file} that can be read.`, 1);
  }
}
