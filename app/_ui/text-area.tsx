'use client';

import { type ComponentProps, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
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
 * React gives a textarea its first text again when it takes over the page (not so an input), and with it would go what
 * was typed and selected before the scripts had come. This puts it back: at once, and where React took its time in between,
 * before the page is shown again.
 */
function useTypedBefore(id: string) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [putBack] = useState(() => {
    if (typeof document === 'undefined') return null;
    const found = document.getElementById(id);
    if (!(found instanceof HTMLTextAreaElement)) return null;
    const again = typedBefore(found);
    queueMicrotask(again);
    return { found, again };
  });
  useLayoutEffect(() => {
    if (putBack && putBack.found === box.current) putBack.again();
  }, [putBack]);
  return box;
}

/** What stands in a textarea and is selected there; answers what puts it back, and leaves alone what was typed since. */
function typedBefore(box: HTMLTextAreaElement) {
  const { value, selectionStart, selectionEnd } = box;
  return () => {
    if (box.value !== value && box.value === box.defaultValue) box.value = value;
    const at = box.selectionStart;
    const isReset = at === box.selectionEnd && (at === 0 || at === box.value.length);
    if (isReset && box.value === value && document.activeElement === box)
      box.setSelectionRange(selectionStart, selectionEnd);
  };
}
