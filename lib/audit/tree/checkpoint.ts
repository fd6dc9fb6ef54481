import 'server-only';
import { growTree } from '#lib/audit/tree/grow';
import { consistencyProof, rootOver } from '#lib/audit/tree/merkle';
import { signatureLine, verifierKey } from '#lib/audit/tree/note';
import { readEdge, storedTree } from '#lib/audit/tree/tiles';
import { signersFor } from '#lib/crypto/ed25519';
import { env } from '#lib/env';

/** By which name others know this log and its keys. */
export const originOf = () => `${env().host}/audit`;

/** The public keys that checkpoints are checked with, as they are given to a witness; the first is of the newest secret. */
export const checkpointKeys = (): string[] =>
  signersFor('checkpoint').map(({ publicKey }) => verifierKey(originOf(), publicKey));

/**
 * The head of the log as a signed checkpoint (C2SP tlog-checkpoint): its name, how many entries, and the root over them;
 * nothing of any entry. Signed under each root secret, so that a witness knows it while one is changed.
 */
export async function signCheckpoint(): Promise<{ size: number; text: string }> {
  // What is older than the tree is taken in by the server; whoever asks does not wait for that.
  await growTree();
  const { size } = await readEdge();
  const root = await rootOver(storedTree(), 0, size);
  const name = originOf();
  const body = `${name}\n${size}\n${root.toString('base64')}\n`;
  const lines = signersFor('checkpoint').map(({ publicKey, sign }) =>
    signatureLine(name, publicKey, sign(body)),
  );
  return { size, text: `${body}\n${lines.join('')}` };
}

/**
 * The same for a witness that has seen the first `old` entries, with the proof that these have stayed as they were (the body
 * of add-checkpoint, C2SP tlog-witness). Where the log is shorter than that there is no proof, and the checkpoint says so.
 */
export async function checkpointSince(old: number): Promise<string> {
  const { size, text } = await signCheckpoint();
  const proof = old < size ? await consistencyProof(storedTree(), old, size) : [];
  return [`old ${old}`, ...proof.map((one) => one.toString('base64')), '', text].join('\n');
}
