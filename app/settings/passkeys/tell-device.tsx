'use client';

import { useEffect } from 'react';
import { useFormMark } from '#ui/form-mark';
import { browserTakesPasskeys, tellPasskeys } from '../../_ui/ask-passkey';

/** Tells this device which passkeys the account has, so that it offers none that was removed. It shows nothing. */
export function TellDevice() {
  const mark = useFormMark();
  useEffect(() => {
    const stop = new AbortController();
    if (browserTakesPasskeys()) void tell(mark, stop.signal).catch(() => {});
    return () => stop.abort();
  }, [mark]);
  return null;
}

async function tell(mark: string | null, signal: AbortSignal) {
  const body = new URLSearchParams({ made_for: mark ?? '' });
  const options = { method: 'POST', body, signal, redirect: 'error' } as const;
  const answer = await fetch('/settings/passkeys/accepted', options);
  if (!answer.ok) return;
  for (const { userId, ids } of await answer.json()) await tellPasskeys(userId, ids);
}
