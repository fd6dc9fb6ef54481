'use client';

import type { Texts } from '#texts/complete';
import { Form } from '#ui/form';
import { PasskeyButton } from '#ui/passkey-button';
import { useAct } from '#ui/use-act';
import { addPasskeyAction } from './actions';

/** Only a script can make one: without it there is a sentence, and no button. */
export function AddPasskeyForm({ text }: { text: Texts['addPasskeyForm'] }) {
  const [state, action, isPending] = useAct(addPasskeyAction, {});
  return (
    <Form
      title={text.title}
      isSection
      page={null}
      state={state}
      action={action}
      isPending={isPending}
      submit={false}
      intro={<p>{text.intro}</p>}
    >
      <PasskeyButton at="/settings/passkeys/options" className="btn-primary" making={text} />
      <noscript>
        <p className="notice warn">{text.noScript}</p>
      </noscript>
    </Form>
  );
}
