'use client';

import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { shareNoteAction } from './actions';
import { RoleSelect } from './role-select';

export function ShareForm({ id, page }: { id: string; page: string }) {
  const [state, action, isPending] = useAct(shareNoteAction, {});
  return (
    <Form
      title="Share this note"
      isSection
      page={page}
      state={state}
      action={action}
      isPending={isPending}
      submit={['Share', 'Sharing…']}
      intro={
        <p className="hint">
          Everyone with access sees the list of people, with their addresses. We mail the address
          that a note was shared, and nothing of what is in it.
        </p>
      }
    >
      <input type="hidden" name="note" value={id} />
      <EmailField state={state} autoComplete="off" />
      <RoleSelect id="role" label="Role" role={state.values?.['role']} problems={state.problems} />
    </Form>
  );
}
