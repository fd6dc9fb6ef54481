import type { ReactNode } from 'react';
import type { FormState } from '#forms/problem';
import { useCommonText } from '#ui/common-text';
import { Field } from '#ui/field';

type Props = { state: FormState; autoComplete: string; label?: string; hint?: ReactNode };

/** The one input for an email address. */
export function EmailField({ state, autoComplete, label, hint }: Props) {
  const common = useCommonText();
  return (
    <Field
      state={state}
      name="email"
      label={label ?? common.email}
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
