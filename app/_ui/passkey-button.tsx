'use client';

import { useEffect, useRef, useState } from 'react';
import type { Texts } from '#texts/complete';
import { useCommonText } from '#ui/common-text';
import { useFormMark } from '#ui/form-mark';
import { askPasskey, browserTakesPasskeys, sendWithPasskey } from './ask-passkey';

type Props = {
  /** Where this page gets what to ask for. */
  at: string;
  className?: string;
  /** A new one is made: what the button says of that. */
  making?: Texts['addPasskeyForm'];
  /** It was pressed, or what it asked for is over without an answer. */
  onTurn?: (isAsking: boolean) => void;
  onAnswer?: (answer: string) => void;
};

/**
 * A button that asks for a passkey and sends the form it stands in with what that answers. Only a script can, so without
 * one there is none; with one its place is kept free until it is there. Where nobody answers nothing is sent, and nothing
 * less is asked for.
 */
export function PasskeyButton({ at, className = 'btn-quiet', making, onTurn, onAnswer }: Props) {
  const common = useCommonText();
  const mark = useFormMark();
  const button = useRef<HTMLButtonElement>(null);
  const [isShown, setShown] = useState(false);
  const [isWaiting, setWaiting] = useState(false);
  const [says, setSays] = useState('');
  useEffect(() => setShown(browserTakesPasskeys()), []);

  async function use() {
    const form = button.current?.form;
    if (!form || isWaiting) return;
    setWaiting(true);
    setSays('');
    onTurn?.(true);
    try {
      const answer = await askPasskey({ at, mark, isNew: making !== undefined });
      onAnswer?.(answer);
      sendWithPasskey(form, answer);
    } catch (error) {
      setSays(isKnown(error) && making ? making.known : common[whyNot(error)]);
      onTurn?.(false);
    }
    setWaiting(false);
  }

  if (!isShown) return <div className="passkey" />;
  return (
    <div className="passkey stack-s">
      <button
        ref={button}
        type="button"
        className={`btn btn-full ${className}`}
        aria-busy={isWaiting || undefined}
        onClick={use}
      >
        {isWaiting ? common.askingDevice : (making?.submit ?? common.usePasskey)}
      </button>
      <p className="hint" role="status">
        {says}
      </p>
    </div>
  );
}

/** This device has a passkey of the account already. */
const isKnown = (error: unknown) =>
  error instanceof DOMException && error.name === 'InvalidStateError';

/** The person said no or took too long, which a browser does not tell apart; or nothing could be asked. */
const whyNot = (error: unknown) =>
  error instanceof DOMException && /NotAllowed|Abort/.test(error.name) ? 'noPasskey' : 'noDevice';
