'use client';

import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { claimDeviceAction } from './actions';

export function DeviceForm({ typed }: { typed: string }) {
  const [state, action, isPending] = useAct(claimDeviceAction, {});
  return (
    <Form
      title="Let a device in"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Continue', 'Looking…']}
      intro={
        <p>Type the code that your device or terminal shows. You then see what it asks for.</p>
      }
    >
      <Field
        state={{ ...state, values: { user_code: typed, ...state.values } }}
        name="user_code"
        label="Code"
        hint="Eight letters. Only go on if you started this yourself."
        className="code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
      />
    </Form>
  );
}
