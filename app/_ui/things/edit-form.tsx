'use client';

import type { ReactNode } from 'react';
import type { BehindText, EditState, ShownField } from '#forms/things/state';
import { Filled } from '#ui/filled';
import { Form } from '#ui/form';
import { ThingFields } from '#ui/things/fields';
import { LostThing } from '#ui/things/lost-thing';
import { useAct } from '#ui/use-act';

type Props = {
  action: (previous: EditState, formData: FormData) => Promise<EditState>;
  /** The name of the field that says which thing: its kind. */
  kind: string;
  id: string;
  /** Where its page is. */
  at: string;
  submit: [says: string, whilePending: string];
  fields: ShownField[];
  /** Null when the viewer may not edit it, or not any more: then only what was typed is shown. */
  thing: { title: string; values: Record<string, string>; revision: number } | null;
  /** What is shown when nothing was typed either. */
  otherwise: ReactNode;
  intro?: ReactNode;
};

export function EditThingForm({ thing, otherwise, fields, at, ...asked }: Props) {
  // The page may have lost the form by the time it is shown again: its address says which one it was.
  const [state, send, isPending] = useAct<EditState>(asked.action, {}, at);
  if (state.lost) return <LostThing text={state.lost} fields={fields} state={state} />;
  if (!thing) return otherwise;
  const values = { ...thing.values, ...state.values };
  return (
    <Form
      title={thing.title}
      state={state}
      action={send}
      isPending={isPending}
      submit={asked.submit}
      intro={state.behind ? <Behind text={state.behind} at={at} /> : asked.intro}
    >
      <input type="hidden" name={asked.kind} value={asked.id} />
      <input type="hidden" name="revision" value={state.values?.['revision'] ?? thing.revision} />
      <ThingFields fields={fields} state={{ ...state, values }} />
    </Form>
  );
}

const Behind = ({ text, at }: { text: BehindText; at: string }) => (
  <p>
    <Filled
      of={text.look}
      parts={{
        now: (
          <a href={at} target="_blank" rel="noreferrer">
            {text.now}
          </a>
        ),
      }}
    />
  </p>
);
