'use client';

import { useEffect, useState } from 'react';
import type { Texts } from '#texts/complete';
import { fill } from '#texts/fill';
import { useCommonText } from '#ui/common-text';
import { useFormMark } from '#ui/form-mark';
import { askForState, type SessionState, watchSession } from './watch-session';

/** For so long another page may be on its way; after that this one stays. */
const LEAVING_MS = 10_000;
/** As in lib/request/lengths: a longer way back does not stand in an address. */
const LONGEST_NEXT = 2048;

type Seen = 'ended' | 'another' | 'back' | null;

/**
 * Notices at once that the session of this open page has ended elsewhere, or that somebody else signed in.
 * A page without work in it is loaded again: the server then leads to sign-in and back. Where something was typed
 * it only says so, and the page stays. It watches only while somebody can see the page.
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
    let leavingAt = Number.NEGATIVE_INFINITY;
    /** What was just sent may be what ended the session: its own answer is on its way, and says so. */
    const leave = () => {
      leavingAt = performance.now();
    };
    const tell = (state: SessionState) => {
      if (state === 'alive') return setSeen((before) => before && 'back');
      if (performance.now() - leavingAt < LEAVING_MS) return;
      if (isTouched || holdsWork()) return setSeen(state);
      location.reload();
    };
    let shown = new AbortController();
    /** While it was hidden it heard nothing: it asks when it is shown again. */
    const turn = (isAgain: boolean) => {
      shown.abort();
      if (document.visibilityState !== 'visible') return;
      shown = new AbortController();
      const watching = { mark, signal: shown.signal, tell };
      void watchSession(watching);
      if (isAgain) void askForState(watching);
    };
    const turnAgain = () => turn(true);
    turn(false);
    document.addEventListener('visibilitychange', turnAgain);
    document.addEventListener('input', touch);
    document.addEventListener('submit', leave);
    addEventListener('beforeunload', leave);
    return () => {
      shown.abort();
      document.removeEventListener('visibilitychange', turnAgain);
      document.removeEventListener('input', touch);
      document.removeEventListener('submit', leave);
      removeEventListener('beforeunload', leave);
    };
  }, [mark]);
  return seen;
}

/** Whether a form holds what was typed before the scripts came, or what was given back to be sent again. */
export const holdsWork = () =>
  document.querySelector('.summary') !== null ||
  [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].some(
    ({ type, value, defaultValue }) => type !== 'hidden' && value !== defaultValue,
  );
