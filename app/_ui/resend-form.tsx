'use client';

import type { FormEvent } from 'react';
import type { ShownFlow } from '#forms/shown-flow';
import type { Texts } from '#texts/complete';
import { fill } from '#texts/fill';
import { Clock, useSecondsLeft } from '#ui/clock';
import { useCommonText } from '#ui/common-text';
import { Filled } from '#ui/filled';
import { MadeFor } from '#ui/form-mark';
import { SubmitButton } from '#ui/submit-button';

type Props = {
  text: Texts['codeForms'];
  flow: ShownFlow;
  action: (formData: FormData) => void;
  isPending: boolean;
  /** Another code has just been sent. */
  isDone: boolean;
  onSubmit: () => void;
};

/** Asks for another code, and says when that can be done: by a clock, and where scripts run by the second. */
export function ResendForm({ text, flow, action, isPending, isDone, onSubmit }: Props) {
  const left = useSecondsLeft(flow.resend?.seconds ?? 0, flow);
  const isWaiting = left !== null && left > 0;
  // When it is pressed too soon, the server says when: its clock counts, not this one.
  const send = (event: FormEvent) => (isPending ? event.preventDefault() : onSubmit());
  return (
    <form action={action} onSubmit={send} className="stack-s" aria-label={text.resend}>
      <MadeFor />
      <input type="hidden" name="flow" value={flow.number} />
      {isDone && (
        <p className="notice" role="status">
          {text.sent}
        </p>
      )}
      <p className="hint">
        <NoMail flow={flow} left={left} text={text} />
      </p>
      <SubmitButton
        says={text.sendAgain}
        className="btn-quiet btn-full"
        isPending={isPending}
        isTooSoon={isWaiting}
      />
    </form>
  );
}

/** What to do when no mail came: now, in so many seconds, or after a time by the clock. */
function NoMail({ flow, left, text }: Pick<Props, 'flow' | 'text'> & { left: number | null }) {
  const { locale } = useCommonText();
  const { resend, hasZone } = flow;
  if (!resend || left === 0) return text.noMail;
  if (left === null)
    return (
      <Filled
        of={text.noMailAfter}
        parts={{ time: <Clock moment={resend.at} hasZone={hasZone} /> }}
      />
    );
  const time = inWords(left, locale);
  const wait = <span role="timer">{fill(text.in, { time })}</span>;
  return <Filled of={text.noMailIn} parts={{ wait }} />;
}

/** "45 seconds", "2 minutes", "2 hours". */
function inWords(seconds: number, locale: string): string {
  const minutes = Math.ceil(seconds / 60);
  const [count, unit] =
    seconds < 90
      ? [seconds, 'second']
      : minutes < 90
        ? [minutes, 'minute']
        : [Math.ceil(minutes / 60), 'hour'];
  return count.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' });
}
