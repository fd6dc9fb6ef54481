import type { ComponentProps, ReactNode } from 'react';
import type { FormState } from '#forms/problem';
import { described, Label, problemAt } from '#ui/label';

type Props = ComponentProps<'input'> & {
  name: string;
  label: string;
  state: FormState;
  hint?: ReactNode;
};

/** A labelled input that shows its own problem and keeps what was typed. Its id is its name. */
export function Field({ label, state, name, hint, className = '', ...input }: Props) {
  const about = { id: name, hint, problem: problemAt(state.problems, name) };
  return (
    <div className="field">
      <Label label={label} {...about} />
      <input
        id={name}
        name={name}
        className={`input ${className}`}
        defaultValue={state.values?.[name]}
        {...described(about)}
        {...input}
      />
    </div>
  );
}
