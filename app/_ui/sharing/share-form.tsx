'use client';

import type { FormState } from '#forms/problem';
import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { RoleSelect, type ShownRole } from '#ui/sharing/role-select';
import { useAct } from '#ui/use-act';

type Props = {
  action: (previous: FormState, formData: FormData) => Promise<FormState>;
  text: { title: string; intro: string; role: string; submit: string; submitting: string };
  kind: string;
  id: string;
  roles: ShownRole[];
  page: string;
};

export function ShareForm({ action, text, kind, id, roles, page }: Props) {
  const [state, send, isPending] = useAct(action, {});
  return (
    <Form
      title={text.title}
      isSection
      page={page}
      state={state}
      action={send}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      intro={<p className="hint">{text.intro}</p>}
    >
      <input type="hidden" name={kind} value={id} />
      <EmailField state={state} autoComplete="off" />
      <RoleSelect label={text.role} roles={roles} state={state} />
    </Form>
  );
}
