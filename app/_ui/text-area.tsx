'use client';

import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react';
import type { FormState } from '#forms/problem';
import { described, Label, problemAt } from '#ui/label';

type Props = ComponentProps<'textarea'> & {
  name: string;
  label: string;
  state: FormState;
  hint?: ReactNode;
};

/** A labelled input for a text of many lines that shows its own problem and keeps what was typed. */
export function TextArea({ label, state, name, hint, ...input }: Props) {
  const about = { id: name, hint, problem: problemAt(state.problems, name) };
  return (
    <div className="field">
      <Label label={label} {...about} />
      <textarea
        ref={useTypedBefore(name)}
        id={name}
        name={name}
        className="input"
        rows={12}
        dir="auto"
        defaultValue={state.values?.[name]}
        {...described(about)}
        {...input}
      />
    </div>
  );
}

/**
 * React gives a textarea its first text again when it takes over the page (not so an input), and with it
 * would go what was typed before the scripts had come. This puts it back.
 */
function useTypedBefore(id: string) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [before] = useState(() => {
    if (typeof document === 'undefined') return null;
    const found = document.getElementById(id);
    return found instanceof HTMLTextAreaElement ? { found, text: found.value } : null;
  });
  useEffect(() => {
    if (before && before.found === box.current && box.current.value !== before.text)
      box.current.value = before.text;
  }, [before]);
  return box;
}
