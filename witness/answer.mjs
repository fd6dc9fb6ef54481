import { readFileSync } from 'node:fs';
import { readCheckpoint } from './note.mjs';
import { EXIT, Refusal } from './refusal.mjs';

const ANSWER_MS = 30_000;
const MOST_CHARACTERS = 65_536;
const MOST_HASHES = 63;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const isAddress = (where) => /^https?:\/\//i.test(where);

/** What a log answers to somebody who has seen its first `old` entries, or what lies in a file, or came by a pipe. */
export async function ask(where, old, token) {
  return isAddress(where) ? await fetchFrom(where, old, token) : readFrom(where);
}

async function fetchFrom(where, old, token) {
  const url = new URL(`/audit/checkpoint?old=${old}`, where);
  if (url.protocol !== 'https:' && !LOOPBACK.test(url.hostname))
    throw new Refusal(`${url.origin} is asked by https only.`, EXIT.usage);
  try {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const signal = AbortSignal.timeout(ANSWER_MS);
    // To another address the token does not go.
    const answer = await fetch(url, { headers, signal, redirect: 'error' });
    if (answer.status !== 200) throw new Error(`it answered ${answer.status}`);
    return await textOf(answer);
  } catch (error) {
    const why = error.cause?.message ?? error.message;
    throw new Refusal(`${url.origin} does not give its checkpoint: ${why}.`, EXIT.noAnswer);
  }
}

async function textOf(answer) {
  let text = '';
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.length > MOST_CHARACTERS) throw new Error('it says too much');
  }
  return text;
}

function readFrom(where) {
  try {
    return readFileSync(where === '-' ? 0 : where, 'utf8');
  } catch (error) {
    throw new Refusal(`${where} cannot be read: ${error.message}.`, EXIT.noAnswer);
  }
}

/** The old size, the proof and the checkpoint that an answer has (the body of add-checkpoint, C2SP tlog-witness). */
export function readAnswer(text) {
  const [, old, lines, note] =
    text.match(/^old (0|[1-9]\d{0,14})\n((?:[A-Za-z0-9+/]{43}=\n)*)\n([\s\S]*)$/) ?? [];
  const checkpoint = readCheckpoint(note ?? '');
  const proof = (lines ?? '').split('\n').slice(0, -1);
  if (!checkpoint || proof.length > MOST_HASHES)
    throw new Refusal('What was answered is no checkpoint of a log.', EXIT.noAnswer);
  return { old: Number(old), proof: proof.map((one) => Buffer.from(one, 'base64')), checkpoint };
}
