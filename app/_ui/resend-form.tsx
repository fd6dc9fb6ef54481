'use client';

import type { FormEvent } from 'react';
import type { ShownFlow } from '#forms/shown-flow';
import { Clock, useSecondsLeft } from '#ui/clock';
import { MadeFor } from '#ui/form-mark';
import { SubmitButton } from '#ui/submit-button';

type Props = {
  flow: ShownFlow;
  action: (formData: FormData) => void;
  isPending: boolean;
  /** Another code has just been sent. */
  isDone: boolean;
  onSubmit: () => void;
};

/** Asks for another code, and says when that can be done: by a clock, and where scripts run by the second. */
export function ResendForm({ flow, action, isPending, isDone, onSubmit }: Props) {
  const left = useSecondsLeft(flow.resend?.seconds ?? 0, flow);
  const isWaiting = left !== null && left > 0;
  // Pressed too soon all the same, the server says when: its clock counts, not this one.
  const send = (event: FormEvent) => (isPending ? event.preventDefault() : onSubmit());
  return (
    <form action={action} onSubmit={send} className="stack-s" aria-label="Send another code">
      <MadeFor />
      <input type="hidden" name="flow" value={flow.number} />
      {isDone && (
        <p className="notice" role="status">
          Another code is on its way. The one before no longer works.
        </p>
      )}
      <p className="hint">
        No mail?{' '}
        {flow.resend && left !== 0 ? (
          <>
            You can have another code sent{' '}
            {isWaiting ? (
              <span role="timer">in {inWords(left)}</span>
            ) : (
              <>
                after <Clock moment={flow.resend.at} hasZone={flow.hasZone} />
              </>
            )}
            .
          </>
        ) : (
          'Have another code sent.'
        )}
      </p>
      <SubmitButton
        says="Send again"
        className="btn-quiet btn-full"
        isPending={isPending}
        isTooSoon={isWaiting}
      />
    </form>
  );
}

/** "1:05", "45 seconds", "2 hours". */
function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds} second${seconds === 1 ? '' : 's'}`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
