import type { ReactNode } from 'react';
import type { FormState } from '#forms/problem';
import { Field } from '#ui/field';

type Props = { state: FormState; autoComplete: string; hint?: ReactNode };

/** The one input for an email address. */
export function EmailField({ state, autoComplete, hint }: Props) {
  return (
    <Field
      state={state}
      name="email"
      label="Email"
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
