import type { ReactNode } from 'react';
import type { FormState } from '#forms/problem';
import { Field } from '#ui/field';

type Props = { state: FormState; autoComplete: string; label?: string; hint?: ReactNode };

/** The one input for an email address. */
export function EmailField({ state, autoComplete, label = 'Email', hint }: Props) {
  return (
    <Field
      state={state}
      name="email"
      label={label}
      hint={hint}
      type="email"
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      inputMode="email"
      dir="ltr"
      required
    />
  );
}
