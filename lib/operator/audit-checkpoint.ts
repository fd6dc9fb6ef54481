import { checkpointKeys, checkpointSince, signCheckpoint } from '#lib/audit/tree/checkpoint';
import { growToEnd } from '#lib/audit/tree/grow';
import { wholeNumber } from '#lib/operator/page';
import { command, type Report, requireServerSecret } from '#lib/operator/terminal';

/** `audit checkpoint`: what a witness asks the server for, for one that is not let in. */
export const checkpointCommand = command(
  'checkpoint',
  'Print the head of the log, signed, for a witness: how many entries, and the root over them',
  {
    old: {
      type: 'string',
      description: 'How many entries the witness has seen: adds the proof that these have stayed',
      default: '',
    },
  },
  async ({ old }): Promise<Report> => {
    const seen = old === '' ? null : sizeFrom(old);
    await requireServerSecret();
    await growToEnd();
    const text = seen === null ? (await signCheckpoint()).text : await checkpointSince(seen);
    return { lines: text.trimEnd().split('\n'), data: { checkpoint: text } };
  },
);

const sizeFrom = (given: unknown) =>
  given === '0' ? 0 : wholeNumber('old', given, Number.MAX_SAFE_INTEGER);

/** `audit key`. */
export const keyCommand = command(
  'key',
  'Print the public key that a witness checks the head of the log with',
  {},
  async (): Promise<Report> => {
    await requireServerSecret();
    const keys = checkpointKeys();
    return { lines: keys, data: { keys } };
  },
);
