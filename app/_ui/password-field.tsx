'use client';

import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { FormState, SECRET_FIELDS } from '#forms/problem';
import { fill } from '#texts/fill';
import { inSentence } from '#texts/in-sentence';
import { useCommonText } from '#ui/common-text';
import { described, Label, problemAt } from '#ui/label';
import { TypedLength } from '#ui/typed-length';

type Props = {
  /** The id, and what a password manager goes by. */
  kind: 'current-password' | 'new-password';
  /** The field's name, where it is not `password`. */
  name?: (typeof SECRET_FIELDS)[number];
  label: string;
  /** What it is within a sentence, where its label says more. */
  called?: string | undefined;
  state: FormState;
  /** Where one is chosen: how long it must be. */
  least?: number;
};

/** The one password input: with a Show button and a word about Caps Lock where there is JavaScript. */
export function PasswordField({
  kind,
  name = 'password',
  label,
  called = label,
  state,
  least,
}: Props) {
  const common = useCommonText();
  const input = useRef<HTMLInputElement>(null);
  const { isReady, isShown, setShown } = useShown(input);
  const [isCaps, setCaps] = useState(false);
  const problem = problemAt(state.problems, name);
  // The rule is said once: by the hint, or in its place by what is wrong.
  const hint = least && !problem && fill(common.least, { least });
  const about = { id: kind, hint, problem };
  const noteCaps = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'));
  const inText = { label: inSentence(called, common.locale) };
  return (
    <div className="field">
      <Label label={label} {...about} />
      <div className="with-toggle">
        <input
          ref={input}
          id={kind}
          name={name}
          type={isShown ? 'text' : 'password'}
          className="input"
          autoComplete={kind}
          autoCapitalize="none"
          spellCheck={false}
          onKeyDown={noteCaps}
          onKeyUp={noteCaps}
          required
          {...described(about)}
        />
        <button
          type="button"
          hidden={!isReady}
          aria-controls={kind}
          aria-label={fill(isShown ? common.hideLabel : common.showLabel, inText)}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? common.hide : common.show}
        </button>
      </div>
      {least && <TypedLength of={input} least={least} />}
      <span className="sr" role="status">
        {isReady && fill(isShown ? common.isVisible : common.isHidden, inText)}
      </span>
      <span className="hint" role="status">
        {isCaps && common.capsLock}
      </span>
    </div>
  );
}

/** Whether scripts run, and whether the password can be read. One that was shown is hidden again when it is sent. */
function useShown(input: RefObject<HTMLInputElement | null>) {
  const [isReady, setReady] = useState(false);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    setReady(true);
    const hide = () => setShown(false);
    const form = input.current?.form;
    form?.addEventListener('submit', hide);
    return () => form?.removeEventListener('submit', hide);
  }, [input]);
  return { isReady, isShown, setShown };
}
