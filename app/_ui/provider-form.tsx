'use client';

import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { CheckField } from '#ui/check-field';
import { MadeFor } from '#ui/form-mark';
import { SubmitButton } from '#ui/submit-button';

type Props = {
  /** Where each button leads, and what it says. */
  buttons: { to: string; says: string }[];
  /** The mark of each. */
  children: ReactNode[];
  whilePending: string;
  next: string;
  /** "Keep me signed in"; none where it is not asked. */
  remember?: string | undefined;
};

/** A plain form with a button for each provider, which is answered with a new document. */
export function ProviderForm({ buttons, children, whilePending, next, remember }: Props) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  useEffect(() => {
    // A page that the browser kept is shown again as it was left.
    const begin = () => setSentTo(null);
    window.addEventListener('pageshow', begin);
    return () => window.removeEventListener('pageshow', begin);
  }, []);
  function send(event: FormEvent) {
    if (sentTo) return event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    setSentTo(submitter?.getAttribute('formaction') ?? null);
  }
  return (
    <form method="post" action={buttons[0]?.to} onSubmit={send} className="stack-s">
      <MadeFor />
      <input type="hidden" name="next" value={next} />
      {buttons.map((button, nth) => (
        <SubmitButton
          key={button.to}
          {...button}
          whilePending={whilePending}
          isPending={sentTo === button.to}
          className="btn-quiet btn-full prov"
        >
          {children[nth]}
        </SubmitButton>
      ))}
      {remember && <CheckField name="remember" isOn={false} text={remember} />}
    </form>
  );
}
