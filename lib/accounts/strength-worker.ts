import 'server-only';
import { resolve } from 'node:path';
import { siteWords } from '#lib/accounts/site-words';
import type { Strength, StrengthCode, StrengthTexts } from '#lib/accounts/strength';
import type { StrengthAnswer, StrengthQuestion } from '#lib/accounts/strength-thread';
import { askThread, startThread, type Thread } from '#lib/accounts/thread';
import { env } from '#lib/env';
import { log } from '#lib/observability/log';
import { mayLog } from '#lib/observability/may-log';
import { setResponse } from '#lib/request/context';
import { say, sayKnown } from '#texts/say';

const THREAD = resolve('lib/accounts/strength-thread.ts');
const RETRY_SECONDS = 60;
/** A reason to refuse a password, or a sentence about its strength. */
export type ToldStrength = { refusal: string } | { sentence: string };

/**
 * What `measureStrength` says with what is known of this site, from a thread of its own: its megabytes of dictionaries
 * stay out of the memory that the pages' garbage is collected from, and nobody waits for a page while a long password
 * is judged.
 * The thread starts at the first call and lets the process end when nothing is asked. While the operator's list
 * cannot be read nobody chooses a password: the request ends with 503.
 */
export async function checkStrength(password: string, about: string[]): Promise<ToldStrength> {
  const known = { site: siteWords(), breachList: env().BREACH_LIST };
  const question: StrengthQuestion = { password, about, known };
  const said = await askThread<StrengthAnswer>(THREAD, question);
  if ('strength' in said) return toldStrength(said.strength);
  setResponse({ unavailable: true, retryAfter: RETRY_SECONDS });
  if (mayLog('list-gone', 1))
    log().error({ reason: said.listGone }, 'no password can be chosen; requests get 503');
  throw new Error(`A password could not be measured: ${said.listGone}`);
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

/** Starts the thread, so that the first person to choose a password does not wait for it. */
export const startStrengthWorker = (): Thread => startThread(THREAD);
