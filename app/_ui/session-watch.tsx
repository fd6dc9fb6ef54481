'use client';

import { useEffect, useState } from 'react';
import type { Texts } from '#texts/complete';
import { fill } from '#texts/fill';
import { useCommonText } from '#ui/common-text';
import { useFormMark } from '#ui/form-mark';

const EVERY_MS = 5_000;
/** As in lib/request/lengths: a longer way back does not stand in an address. */
const LONGEST_NEXT = 2048;

type Seen = 'ended' | 'another' | 'back' | null;

/**
 * Notices within seconds that the session of this open page has ended elsewhere, or that somebody else signed in.
 * A page without work in it is loaded again: the server then leads to sign-in and back. Where something was typed
 * it only says so, and the page stays. It asks only while somebody can see the page, and holds nothing.
 */
export function SessionWatch({ text }: { text: Texts['sessionWatch'] }) {
  const { newTab } = useCommonText();
  const seen = useWatch(useFormMark());
  if (!seen) return null;
  return (
    <p className="notice warn" role="alert">
      {text[seen]}{' '}
      {seen !== 'back' && (
        <a href={signInHere()} target="_blank" rel="noreferrer">
          {fill(newTab, { what: text.signIn })}
        </a>
      )}
    </p>
  );
}

/** This page itself leads to sign-in and back. */
const signInHere = () => {
  const next = location.pathname + location.search;
  return next.length > LONGEST_NEXT ? next : `/sign-in?${new URLSearchParams({ next })}`;
};

function useWatch(mark: string | null): Seen {
  const [seen, setSeen] = useState<Seen>(null);
  useEffect(() => {
    let isTouched = false;
    const touch = () => {
      isTouched = true;
    };
    const tell = (state: 'alive' | 'ended' | 'another') => {
      if (state === 'alive') return setSeen((before) => before && 'back');
      if (isTouched || holdsWork()) return setSeen(state);
      location.reload();
    };
    const look = () =>
      document.visibilityState === 'visible' &&
      void ask(mark).then((state) => state && tell(state));
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    document.addEventListener('input', touch);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      document.removeEventListener('input', touch);
    };
  }, [mark]);
  return seen;
}

/** What the server says of the session of this browser; null when it says nothing. */
async function ask(mark: string | null): Promise<'alive' | 'ended' | 'another' | null> {
  const headers = { 'Made-For': mark ?? '' };
  const answer = await fetch('/session/alive', { cache: 'no-store', headers }).catch(() => null);
  if (answer?.status === 401) return 'ended';
  if (answer?.status === 409) return 'another';
  return answer?.ok ? 'alive' : null;
}

/** Whether a form holds what was typed before the scripts came, or what was given back to be sent again. */
export const holdsWork = () =>
  document.querySelector('.summary') !== null ||
  [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].some(
    ({ type, value, defaultValue }) => type !== 'hidden' && value !== defaultValue,
  );
