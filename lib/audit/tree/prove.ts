import 'server-only';
import { findEntry, readAnchor } from '#lib/audit/rows';
import { signCheckpoint } from '#lib/audit/tree/checkpoint';
import { growToEnd } from '#lib/audit/tree/grow';
import { inclusionProof } from '#lib/audit/tree/merkle';
import type { Witnessed } from '#lib/audit/tree/note';
import { readEdge, storedTree } from '#lib/audit/tree/tiles';
import { hashedText } from '#lib/db/audit-hash';
import { fail, ok, type Result } from '#lib/result';

/**
 * The proof that an entry stands in the log (C2SP tlog-proof), to be checked without us: the entry, its place, the hashes
 * from it to the root, and a checkpoint with that root; that of a witness, if one is given. Fails with
 * 'no_such_entry' when it is not there, or no more, and with 'seen_before_it' when the checkpoint is older than the entry.
 */
export async function proveEntry(
  seq: number,
  witnessed: Witnessed | null,
): Promise<Result<string, 'no_such_entry' | 'seen_before_it'>> {
  await growToEnd();
  const entry = await findEntry(seq);
  const { first } = await readEdge();
  const at = seq - first;
  if (!entry || at < 0) return fail('no_such_entry');
  const { size, text } = witnessed ?? (await signCheckpoint());
  if (at >= size) return fail('seen_before_it');
  const proof = await inclusionProof(storedTree(), at, size);
  const told = Buffer.from(hashedText(await hashBefore(seq), entry)).toString('base64');
  const lines = ['c2sp.org/tlog-proof@v1', `extra ${told}`, `index ${at}`];
  return ok([...lines, ...proof.map((one) => one.toString('base64')), '', text].join('\n'));
}

async function hashBefore(seq: number): Promise<string> {
  const anchor = await readAnchor();
  return seq - 1 === anchor.seq ? anchor.hash : ((await findEntry(seq - 1))?.hash ?? '');
}
