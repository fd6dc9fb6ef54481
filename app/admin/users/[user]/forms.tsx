'use client';

import type { ReactNode } from 'react';
import type { FormState } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { fill } from '#texts/fill';
import { EmailField } from '#ui/email-field';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { Title } from '#ui/title';
import { useAct } from '#ui/use-act';
import { changeUserRoleAction, deleteUserAction, disableAction } from './actions';

type Account = { id: string; email: string; name: string; role: string };
/** Each with how it is called. */
type Roles = [role: string, name: string][];
type Props = {
  text: Texts['dangerZone'];
  account: Account;
  /** Where the page belongs. */
  part: string;
  roles: Roles;
  /** What times are in. */
  zone: string;
  /** What each says; null for what the viewer may not do. */
  forms: {
    disable: Texts['disableForm'] | null;
    changeRole: Texts['roleForm'] | null;
    delete: Texts['deleteUserForm'] | null;
  };
};

type OneForm<Text> = {
  text: Text;
  account: Account;
  state: FormState;
  action: (formData: FormData) => void;
  isPending: boolean;
};

/** The forms of one page: the document’s title says when one of them was refused. */
export function UserForms({ text, account, part, roles, zone, forms }: Props) {
  const [disabling, disable, isDisabling] = useAct(disableAction, {});
  const [changing, change, isChanging] = useAct(changeUserRoleAction, {});
  const [deleting, remove, isDeleting] = useAct(deleteUserAction, {});
  const isRefused = [disabling, changing, deleting].some(({ problems }) => problems);
  const title = <Title of={account.name} part={part} isRefused={isRefused} />;
  if (!Object.values(forms).some(Boolean)) return title;
  return (
    <section className="danger-zone stack" aria-labelledby="danger">
      {title}
      <div className="stack-s">
        <h2 id="danger">{text.title}</h2>
        <p className="hint">{text.intro}</p>
      </div>
      <div className="halves">
        {forms.changeRole && (
          <RoleForm
            text={forms.changeRole}
            account={account}
            roles={roles}
            state={changing}
            action={change}
            isPending={isChanging}
          />
        )}
        {forms.disable && (
          <DisableForm
            text={forms.disable}
            account={account}
            zone={zone}
            state={disabling}
            action={disable}
            isPending={isDisabling}
          />
        )}
        {forms.delete && (
          <DeleteForm
            text={forms.delete}
            account={account}
            state={deleting}
            action={remove}
            isPending={isDeleting}
          />
        )}
      </div>
    </section>
  );
}

type DisableProps = OneForm<Texts['disableForm']> & { zone: string };

function DisableForm({ zone, ...form }: DisableProps) {
  const { text, state } = form;
  return (
    <AccountForm {...form} isDanger>
      <Field
        state={state}
        name="reason"
        label={text.reason}
        hint={text.reasonHint}
        autoComplete="off"
        required
      />
      <Field
        state={state}
        name="until"
        label={text.until}
        hint={fill(text.untilHint, { zone })}
        type="datetime-local"
        autoComplete="off"
      />
    </AccountForm>
  );
}

type RoleProps = OneForm<Texts['roleForm']> & { roles: Roles };

function RoleForm({ roles, ...form }: RoleProps) {
  const { text, account, state } = form;
  const chosen = state.values?.['role'] || account.role;
  return (
    <AccountForm {...form}>
      <div className="field">
        <label htmlFor="role">{text.role}</label>
        <select id="role" name="role" className="input" defaultValue={chosen} key={chosen}>
          {roles.map(([role, name]) => (
            <option key={role} value={role}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </AccountForm>
  );
}

function DeleteForm(form: OneForm<Texts['deleteUserForm']>) {
  const { text, account, state } = form;
  return (
    <AccountForm {...form} isDanger>
      <EmailField
        state={state}
        label={fill(text.email, { email: account.email })}
        autoComplete="off"
      />
    </AccountForm>
  );
}

type AnyText = Record<'title' | 'intro' | 'submit' | 'submitting', string>;
type AccountFormProps = OneForm<AnyText> & { isDanger?: boolean; children: ReactNode };

/** What each is: whose account it is about, its fields, and what is to be proven where the last proof has grown old. */
function AccountForm({ text, account, children, ...form }: AccountFormProps) {
  return (
    <section className="card stack">
      <Form
        title={text.title}
        isSection
        page={null}
        submit={[text.submit, text.submitting]}
        intro={<p>{text.intro}</p>}
        ids={PROOF_IDS}
        {...form}
      >
        <input type="hidden" name="user" value={account.id} />
        {children}
        <ProofField asked={form.state.asksProof} state={form.state} isAboutAnother />
      </Form>
    </section>
  );
}
