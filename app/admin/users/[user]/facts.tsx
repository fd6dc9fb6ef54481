import type { showUser } from '#lib/admin/show-user';
import { isDisabled } from '#lib/session/account-state';
import { AccountState } from '#ui/account-state';
import { Time } from '#ui/time';

type Found = Extract<Awaited<ReturnType<typeof showUser>>, { ok: true }>['value'];

export function Facts({ account, zone }: { account: Found['account']; zone: string }) {
  return (
    <section className="card" aria-label="Account">
      <dl className="facts">
        <dt>Address</dt>
        <dd>{account.email}</dd>
        <dt>Role</dt>
        <dd>{account.role}</dd>
        <dt>State</dt>
        <dd>
          <AccountState user={account} zone={zone} />
        </dd>
        {account.disabledAt && isDisabled(account) && (
          <>
            <dt>Disabled since</dt>
            <dd>
              <Time at={account.disabledAt} zone={zone} />
            </dd>
            <dt>Reason</dt>
            <dd>{account.disabledReason || 'None was given.'}</dd>
          </>
        )}
        <dt>Created</dt>
        <dd>
          <Time at={account.createdAt} zone={zone} />
        </dd>
        <dt>Id</dt>
        <dd className="mono">{account.id}</dd>
      </dl>
    </section>
  );
}
