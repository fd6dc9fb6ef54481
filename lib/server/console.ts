import { format } from 'node:util';
import { clip, log } from '#lib/observability/log';
import { currentRequest } from '#lib/request/context';
import { isSenders, logBrokenRequest } from '#lib/server/broken-requests';

const LONGEST = 1_000;

/**
 * Makes lines of the log of what Next and React write to the console. What strangers cause there, such as an action
 * that does not exist, is written as sparingly as all that is sent broken; they would write a stack each time.
 */
export function takeConsole() {
  console.error = (...said: unknown[]) => note('error', said);
  console.warn = (...said: unknown[]) => note('warn', said);
}

function note(level: 'error' | 'warn', said: unknown[]) {
  const context = currentRequest();
  const err = said.find((one) => one instanceof Error);
  const says = clip(format(...said.filter((one) => one !== err)), LONGEST);
  if (context && isSenders(context, err))
    return logBrokenRequest(context.id, err ?? new Error(says));
  log()[level]({ id: context?.id, says, ...(err ? { err } : {}) }, 'written to the console');
}
