import { ask, readAnswer } from './answer.mjs';
import { isConsistent } from './consistency.mjs';
import { cosign, readCheckpoint, sha256, signedBy } from './note.mjs';
import { EXIT, Refusal } from './refusal.mjs';

/**
 * Looks at a log once: what it says now has to be signed by a key of the log, and to have everything that was seen before,
 * unchanged. Then that is remembered, and only then cosigned. A log that fits no more is refused, and what it said is kept:
 * signed by the log itself, it is the evidence.
 */
export async function look({ where, keys, token, folder, name }) {
  const key = folder.key(name);
  const last = folder.last();
  const seen = last && readCheckpoint(last.text);
  // Without it, anything would be a first look.
  if (last && !seen)
    throw new Refusal('What was seen last cannot be read any more. Not cosigned.', EXIT.noAnswer);
  const text = await ask(where, seen?.size ?? 0, token);
  const answer = readAnswer(text);
  const { checkpoint } = answer;
  const signatures = signedBy(checkpoint, keys);
  if (signatures.length === 0)
    throw new Refusal('The checkpoint is not signed by a key of --log. Not cosigned.');
  const problem = problemWith(answer, seen, keys);
  if (problem) {
    const file = folder.keep(`refused-${new Date().toISOString().replaceAll(':', '')}.txt`, text);
    throw new Refusal(`${problem} Not cosigned. What the log said is kept in ${file}.`);
  }
  const { body, size } = checkpoint;
  const note = `${body}\n${signatures.join('\n')}\n`;
  if (!folder.remember((last?.number ?? 0) + 1, note))
    throw new Refusal('Another look at the same time was faster. Look again.', EXIT.noAnswer);
  const cosigned = `${note}${cosign(key, body)}\n`;
  return {
    size,
    before: seen?.size ?? null,
    file: folder.keep('cosigned.txt', cosigned),
    cosigned,
  };
}

function problemWith(answer, seen, [{ name }]) {
  const { origin, size, root } = answer.checkpoint;
  const expected = seen?.origin ?? name;
  if (origin !== expected) return `This is the log ${origin}, and not ${expected}.`;
  if (size === 0 && !root.equals(sha256())) return 'A log without entries has another root.';
  return seen && problemSince(seen, answer);
}

function problemSince(seen, { old, proof, checkpoint }) {
  const { size } = checkpoint;
  if (size < seen.size)
    return `THE LOG WAS CUT OFF: it has ${size} entries, and ${seen.size} were seen.`;
  if (size > seen.size && old !== seen.size)
    throw new Refusal(
      `This was made for somebody who had seen ${old} entries: make it with --old ${seen.size}.`,
      EXIT.noAnswer,
    );
  return isConsistent(seen, checkpoint, size === seen.size ? [] : proof)
    ? null
    : `THE LOG WAS REWRITTEN: its first ${seen.size} entries are not those that were seen.`;
}
