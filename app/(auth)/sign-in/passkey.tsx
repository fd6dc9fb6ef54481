'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import type { FormState } from '#forms/problem';
import { PasskeyButton } from '#ui/passkey-button';
import {
  askPasskey,
  forgetPasskey,
  Outlasted,
  offersInFields,
  sendWithPasskey,
} from '../../_ui/ask-passkey';

const AT = '/sign-in/passkey';
/** A challenge is answered within five minutes. */
const ANEW_MS = 4 * 60_000;
const ANEW = 'anew';

type Props = {
  state: FormState;
};

/** Signs in with a passkey: by a button, and in the field of the address, where the browser offers those that it has. */
export function PasskeySignIn({ state }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  const sent = useRef('');
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (state.isUnknownPasskey && sent.current) void forgetPasskey(sent.current);
    sent.current = '';
    setAsking(false);
  }, [state]);
  useAutofill(place, state, isAsking, sent);
  return (
    <>
      <span ref={place} hidden />
      <PasskeyButton
        at={AT}
        onTurn={setAsking}
        onAnswer={(answer) => {
          sent.current = answer;
        }}
      />
    </>
  );
}

/** Offers passkeys in the field as long as the page lies open, except while the button asks for one. */
function useAutofill(
  place: RefObject<HTMLSpanElement | null>,
  state: FormState,
  isAsking: boolean,
  sent: RefObject<string>,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: again after each answer of the server
  useEffect(() => {
    if (isAsking) return;
    const stop = new AbortController();
    void offer(stop.signal).then((answer) => {
      const form = place.current?.closest('form');
      if (!answer || !form || stop.signal.aborted) return;
      sent.current = answer;
      sendWithPasskey(form, answer);
    });
    return () => stop.abort();
  }, [state, isAsking]);
}

/** What a passkey of the field answered; null when it is not wanted any more, or nothing can be asked. */
async function offer(until: AbortSignal): Promise<string | null> {
  let answer = (await offersInFields()) ? ANEW : null;
  while (answer === ANEW && !until.aborted) answer = await offerOnce(until);
  return answer;
}

async function offerOnce(until: AbortSignal): Promise<string | null> {
  await isSeen();
  try {
    return await askPasskey({ at: AT, mark: null, isAutofill: true, lastsMs: ANEW_MS, until });
  } catch (error) {
    return error instanceof Outlasted ? ANEW : null;
  }
}

/** Waits while nobody sees the page: it asks for nothing then. */
function isSeen(): Promise<void> {
  if (document.visibilityState === 'visible') return Promise.resolve();
  return new Promise((resolve) =>
    document.addEventListener('visibilitychange', () => resolve(), { once: true }),
  );
}
