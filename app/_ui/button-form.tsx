'use client';

import { type ReactNode, useState } from 'react';
import type { FormState } from '#forms/problem';
import { useCommonText } from '#ui/common-text';
import { Problems } from '#ui/form';
import { MadeFor } from '#ui/form-mark';
import { attempt, isServer } from '#ui/use-act';

type Props = {
  action: (formData: FormData) => Promise<void>;
  className?: string;
  /** What is acted on, in hidden fields, and a `SubmitButton`. */
  children: ReactNode;
};

/** A form that is only a button. What keeps it from being sent is said in its place. */
export function ButtonForm({ action, className, children }: Props) {
  const common = useCommonText();
  const [state, setState] = useState<FormState>({});
  async function send(formData: FormData) {
    const outcome = await attempt(() => action(formData), common);
    setState('problem' in outcome ? { problems: [outcome.problem] } : {});
  }
  return (
    <form action={isServer ? action : send} className={className}>
      <Problems state={state} />
      <MadeFor />
      {children}
    </form>
  );
}
