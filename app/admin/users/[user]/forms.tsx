'use client';

import type { FormState } from '#forms/problem';
import { EmailField } from '#ui/email-field';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { Title } from '#ui/title';
import { useAct } from '#ui/use-act';
import { changeUserRoleAction, deleteUserAction, disableAction } from './actions';

type Account = { id: string; email: string; name: string; role: string };
type Props = {
  account: Account;
  roles: string[];
  /** What times are in. */
  zone: string;
  may: { disable: boolean; changeRole: boolean; delete: boolean };
};

type OneForm = {
  account: Account;
  state: FormState;
  action: (formData: FormData) => void;
  isPending: boolean;
};

/** The forms of one page: the document’s title says when one of them was refused. */
export function UserForms({ account, roles, zone, may }: Props) {
  const [disabling, disable, isDisabling] = useAct(disableAction, {});
  const [changing, change, isChanging] = useAct(changeUserRoleAction, {});
  const [deleting, remove, isDeleting] = useAct(deleteUserAction, {});
  const isRefused = [disabling, changing, deleting].some(({ problems }) => problems);
  return (
    <>
      <Title of={account.name} part="Users" isRefused={isRefused} />
      {may.disable && (
        <DisableForm
          account={account}
          zone={zone}
          state={disabling}
          action={disable}
          isPending={isDisabling}
        />
      )}
      {may.changeRole && (
        <RoleForm
          account={account}
          roles={roles}
          state={changing}
          action={change}
          isPending={isChanging}
        />
      )}
      {may.delete && (
        <DeleteForm account={account} state={deleting} action={remove} isPending={isDeleting} />
      )}
    </>
  );
}

const frame = { isSection: true, page: null, ids: PROOF_IDS };

function DisableForm({ account, zone, ...form }: OneForm & { zone: string }) {
  return (
    <section className="card stack">
      <Form
        title="Disable the account"
        {...frame}
        {...form}
        isDanger
        submit={['Disable', 'Disabling…']}
        intro={<p>At their next click, wherever they are signed in. Nothing of theirs is lost.</p>}
      >
        <Common account={account} state={form.state}>
          <Field
            state={form.state}
            name="reason"
            label="Reason"
            hint="For those who administer. The owner is not shown it."
            autoComplete="off"
            required
          />
          <Field
            state={form.state}
            name="until"
            label="Until (optional)"
            hint={`In the time of ${zone}. Then it opens by itself.`}
            type="datetime-local"
            autoComplete="off"
          />
        </Common>
      </Form>
    </section>
  );
}

function RoleForm({ account, roles, ...form }: OneForm & { roles: string[] }) {
  const chosen = form.state.values?.['role'] || account.role;
  return (
    <section className="card stack">
      <Form
        title="Change the role"
        {...frame}
        {...form}
        submit={['Change role', 'Changing…']}
        intro={<p>From their next request on. Their sessions go on, and a mail tells them.</p>}
      >
        <Common account={account} state={form.state}>
          <div className="field">
            <label htmlFor="role">Role</label>
            <select id="role" name="role" className="input" defaultValue={chosen} key={chosen}>
              {roles.map((role) => (
                <option key={role}>{role}</option>
              ))}
            </select>
          </div>
        </Common>
      </Form>
    </section>
  );
}

function DeleteForm({ account, ...form }: OneForm) {
  return (
    <section className="card stack">
      <Form
        title="Delete the account"
        {...frame}
        {...form}
        isDanger
        submit={['Delete this account', 'Deleting…']}
        intro={
          <p>
            At once and for good, with everything in it. The log of what happened stays, and the
            owner gets a last mail.
          </p>
        }
      >
        <Common account={account} state={form.state}>
          <EmailField
            state={form.state}
            label={`Type ${account.email} to be sure`}
            autoComplete="off"
          />
        </Common>
      </Form>
    </section>
  );
}

/** Whose account it is, the fields, and what is to be proven where the last proof has grown old. */
function Common({
  account,
  state,
  children,
}: Pick<OneForm, 'account' | 'state'> & { children: React.ReactNode }) {
  return (
    <>
      <input type="hidden" name="user" value={account.id} />
      {children}
      <ProofField asked={state.asksProof} state={state} isAboutAnother />
    </>
  );
}
