'use client';

import type { Texts } from '#texts/complete';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { claimDeviceAction } from './actions';

type Props = { text: Texts['deviceForm']; typed: string };

export function DeviceForm({ text, typed }: Props) {
  const [state, action, isPending] = useAct(claimDeviceAction, {});
  return (
    <Form
      title={text.title}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      intro={<p>{text.intro}</p>}
    >
      <Field
        state={{ ...state, values: { user_code: typed, ...state.values } }}
        name="user_code"
        label={text.code}
        hint={text.hint}
        className="code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
      />
    </Form>
  );
}
