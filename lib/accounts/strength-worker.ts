import 'server-only';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { siteWords } from '#lib/accounts/site-words';
import type { Strength, StrengthCode, StrengthTexts } from '#lib/accounts/strength';
import type { StrengthAnswer, StrengthQuestion } from '#lib/accounts/strength-thread';
import { env } from '#lib/env';
import { log } from '#lib/observability/log';
import { mayLog } from '#lib/observability/may-log';
import { setResponse } from '#lib/request/context';
import { singleton } from '#lib/singleton';
import { say, sayKnown } from '#texts/say';

type Waiting = { answer: (said: StrengthAnswer) => void; fail: (reason: Error) => void };
type StrengthWorker = { thread: Worker; waiting: Map<number, Waiting> };

const THREAD = resolve('lib/accounts/strength-thread.ts');
const RETRY_SECONDS = 60;
/** A reason to refuse a password, or a sentence about its strength. */
export type ToldStrength = { refusal: string } | { sentence: string };

const state = () =>
  singleton<{ worker?: StrengthWorker; asked: number }>('strength-worker', () => ({ asked: 0 }));

/**
 * What `measureStrength` says with what is known of this site, from a thread of its own: its megabytes of dictionaries
 * stay out of the memory that the pages' garbage is collected from, and nobody waits for a page while a long password
 * is judged.
 * The thread starts at the first call and lets the process end when nothing is asked. While the operator's list
 * cannot be read nobody chooses a password: the request ends with 503.
 */
export async function checkStrength(password: string, about: string[]): Promise<ToldStrength> {
  const { strength, fault = '', isListGone } = await ask(password, about);
  if (strength) return toldStrength(strength);
  if (isListGone) sayListIsGone(fault);
  throw new Error(`A password could not be measured: ${fault}`);
}

/** In the language of the reader, which the thread does not know. */
export function toldStrength(strength: Strength): ToldStrength {
  if ('strength' in strength) return { sentence: sayCode(strength.strength) };
  return { refusal: strength.refused.map(sayCode).join(' ') };
}

const TEXTS: readonly StrengthTexts[] = ['strength', 'strengthWarnings', 'strengthAdvice'];

function sayCode(code: StrengthCode): string {
  const [feature, name = ''] = code.split('.');
  const texts = TEXTS.find((one) => one === feature);
  return (texts && sayKnown(texts, name)) ?? say('strength.easy');
}

function ask(password: string, about: string[]): Promise<StrengthAnswer> {
  const nth = state().asked++;
  const { thread, waiting } = startStrengthWorker();
  return new Promise((answer, fail) => {
    waiting.set(nth, { answer, fail });
    thread.ref();
    const known = { site: siteWords(), breachList: env().BREACH_LIST };
    thread.postMessage({ nth, password, about, known } satisfies StrengthQuestion);
  });
}

function sayListIsGone(reason: string) {
  setResponse({ unavailable: true, retryAfter: RETRY_SECONDS });
  if (mayLog('list-gone', 1))
    log().error({ reason }, 'no password can be chosen; requests get 503');
}

/** Starts the thread, so that the first person to choose a password does not wait for it. */
export function startStrengthWorker(): StrengthWorker {
  const place = state();
  place.worker ??= newStrengthWorker(() => delete place.worker);
  return place.worker;
}

function newStrengthWorker(forget: () => void): StrengthWorker {
  const thread = new Worker(THREAD, { execArgv: ['--conditions=react-server'] });
  const waiting: StrengthWorker['waiting'] = new Map();
  thread.unref();
  thread.on('message', (said: StrengthAnswer) => {
    waiting.get(said.nth)?.answer(said);
    waiting.delete(said.nth);
    if (waiting.size === 0) thread.unref();
  });
  const end = (reason: Error) => {
    forget();
    for (const { fail } of waiting.values()) fail(reason);
    waiting.clear();
  };
  thread.on('error', end);
  thread.on('exit', () => end(new Error('The thread that measures passwords ended.')));
  return { thread, waiting };
}
