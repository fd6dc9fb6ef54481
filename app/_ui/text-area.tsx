import type { ComponentProps, ReactNode } from 'react';
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
