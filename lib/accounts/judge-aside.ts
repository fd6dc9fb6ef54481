import 'server-only';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Answer, Question } from '#lib/accounts/judge-thread';
import { siteWords } from '#lib/accounts/site-words';
import type { Strength } from '#lib/accounts/weakness';
import { env } from '#lib/env';
import { log } from '#lib/observability/log';
import { mayNote } from '#lib/observability/sparingly';
import { answerWith } from '#lib/request/exchange';
import { singleton } from '#lib/singleton';

type Waiting = { answer: (said: Answer) => void; fail: (reason: Error) => void };
type Judge = { thread: Worker; waiting: Map<number, Waiting> };

const THREAD = resolve('lib/accounts/judge-thread.ts');
const RETRY_SECONDS = 60;
const shelf = () => singleton<{ judge?: Judge; asked: number }>('judge', () => ({ asked: 0 }));

/**
 * What `judgePassword` says with what is known of this site, from a thread of its own: its megabytes of dictionaries stay out of the memory
 * that the pages' garbage is collected from, and nobody waits for a page while a long password is judged.
 * The thread starts at the first call and lets the process end when nothing is asked. While the operator's list
 * cannot be read nobody chooses a password: the request ends with 503.
 */
export async function judgeAside(password: string, about: string[]): Promise<Strength> {
  const { strength, fault = '', isListGone } = await ask(password, about);
  if (strength) return strength;
  if (isListGone) sayListIsGone(fault);
  throw new Error(`A password could not be judged: ${fault}`);
}

function ask(password: string, about: string[]): Promise<Answer> {
  const nth = shelf().asked++;
  const { thread, waiting } = startJudge();
  return new Promise((answer, fail) => {
    waiting.set(nth, { answer, fail });
    thread.ref();
    const known = { site: siteWords(), breachList: env().BREACH_LIST };
    thread.postMessage({ nth, password, about, known } satisfies Question);
  });
}

function sayListIsGone(reason: string) {
  answerWith({ unavailable: true, retryAfter: RETRY_SECONDS });
  if (mayNote('list-gone', 1))
    log().error({ reason }, 'no password can be chosen; requests get 503');
}

/** Starts the thread, so that the first who chooses a password need not wait for it. */
export function startJudge(): Judge {
  const place = shelf();
  place.judge ??= newJudge(() => delete place.judge);
  return place.judge;
}

function newJudge(forget: () => void): Judge {
  const thread = new Worker(THREAD, { execArgv: ['--conditions=react-server'] });
  const waiting: Judge['waiting'] = new Map();
  thread.unref();
  thread.on('message', (said: Answer) => {
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
  thread.on('exit', () => end(new Error('The thread that judges passwords ended.')));
  return { thread, waiting };
}
