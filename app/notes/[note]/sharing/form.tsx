'use client';

import type { Texts } from '#texts/complete';
import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { shareNoteAction } from './actions';
import { RoleSelect } from './role-select';

type Props = { text: Texts['shareForm']; id: string; page: string };

export function ShareForm({ text, id, page }: Props) {
  const [state, action, isPending] = useAct(shareNoteAction, {});
  return (
    <Form
      title={text.title}
      isSection
      page={page}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      intro={<p className="hint">{text.intro}</p>}
    >
      <input type="hidden" name="note" value={id} />
      <EmailField state={state} autoComplete="off" />
      <RoleSelect text={text} role={state.values?.['role']} problems={state.problems} />
    </Form>
  );
}
