'use client';

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import { useActionState } from 'react';
import { type FormState, type Problem, SECRET_FIELDS } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { useCommonText } from '#ui/common-text';

type Act<State> = (previous: State, formData: FormData) => Promise<State>;

/** What went wrong on the way. */
type Said = Pick<Texts['common'], 'offline' | 'unsure' | 'outdated' | 'openAgain' | 'gone'>;

/** The page is being made on the server: its forms have to name their action for browsers without scripts. */
export const isServer = typeof window === 'undefined';

/**
 * `useActionState` for an action of ours, which never loses what was typed: an answer that is none (no network, a
 * proxy's error, a refusal of the front door) becomes the problem of the form it was sent from.
 */
export function useAct<State extends FormState>(
  act: Act<State>,
  initial: State,
  permalink?: string,
) {
  const common = useCommonText();
  const keep: Act<State> = async (previous, formData) => {
    const outcome = await attempt(() => act(previous, formData), common, { isText: true });
    if (!('problem' in outcome)) return outcome.value;
    return { ...previous, problems: [outcome.problem], values: typedIn(formData) };
  };
  return useActionState<State, FormData>(
    (isServer ? act : keep) as (state: Awaited<State>, formData: FormData) => Promise<State>,
    initial as Awaited<State>,
    permalink,
  );
}

/**
 * Sends something, and says what went wrong on the way. What an action answers by leading elsewhere goes on;
 * that a thing is gone does so too, unless there is text that would go with the page.
 */
export async function attempt<Value>(
  send: () => Promise<Value>,
  text: Said,
  { isText = false } = {},
): Promise<{ value: Value } | { problem: Problem }> {
  try {
    return { value: await send() };
  } catch (error) {
    if (isText && digestOf(error).startsWith('NEXT_HTTP_ERROR_FALLBACK;'))
      return { problem: { text: text.gone } };
    unstable_rethrow(error);
    return { problem: problemOf(error, text) };
  }
}

function problemOf(error: unknown, text: Said): Problem {
  if (unstable_isUnrecognizedActionError(error))
    return { text: text.outdated, way: [location.pathname + location.search, text.openAgain] };
  // Asked only now: a machine without a network still reaches a site of its own.
  const silence = navigator.onLine ? text.unsure : text.offline;
  return (error instanceof Error && said(error.message)) || { text: silence };
}

/** What the front door says to a form (lib/server/http/error-responses); null for anything else. */
function said(message: string): Problem | null {
  try {
    const { text, way } = JSON.parse(message).problem;
    if (typeof text !== 'string') return null;
    const [href, name] = Array.isArray(way) ? way.map(String) : [];
    return href && name && /^\/(?![/\\])/.test(href) ? { text, way: [href, name] } : { text };
  } catch {
    return null;
  }
}

const digestOf = (error: unknown) =>
  String((error as { digest?: unknown } | null | undefined)?.digest ?? '');

/** What was filled in, without what is never shown again. */
const typedIn = (formData: FormData): Record<string, string> =>
  Object.fromEntries(
    [...formData].flatMap(([name, value]) =>
      typeof value === 'string' && !isSecret(name) ? [[name, value]] : [],
    ),
  );

const isSecret = (name: string) => (SECRET_FIELDS as readonly string[]).includes(name);
