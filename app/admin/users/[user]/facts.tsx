import type { showUser } from '#lib/admin/show-user';
import { sayRole } from '#lib/permissions/called';
import { isDisabled } from '#lib/session/account-state';
import { say } from '#texts/say';
import { AccountState } from '#ui/account-state';
import { Ago, Time } from '#ui/time';

type Found = Extract<Awaited<ReturnType<typeof showUser>>, { ok: true }>['value'];

export function Facts({ account, zone }: { account: Found['account']; zone: string }) {
  return (
    <section className="card" aria-label={say('userFacts.title')}>
      <dl className="facts">
        <dt>{say('userFacts.address')}</dt>
        <dd>{account.email}</dd>
        <dt>{say('userFacts.role')}</dt>
        <dd>{sayRole(account.role)}</dd>
        <dt>{say('userFacts.state')}</dt>
        <dd>
          <AccountState user={account} zone={zone} />
        </dd>
        {account.disabledAt && isDisabled(account) && (
          <>
            <dt>{say('userFacts.disabled')}</dt>
            <dd>
              <Time at={account.disabledAt} zone={zone} />
            </dd>
            <dt>{say('userFacts.reason')}</dt>
            <dd>{account.disabledReason || say('userFacts.noReason')}</dd>
          </>
        )}
        {account.hasFactor !== null && (
          <>
            <dt>{say('userFacts.factor')}</dt>
            <dd>{say(account.hasFactor ? 'userFacts.hasFactor' : 'userFacts.noFactor')}</dd>
          </>
        )}
        <dt>{say('userFacts.seen')}</dt>
        <dd>
          {account.lastSeenAt ? (
            <Ago at={account.lastSeenAt} zone={zone} />
          ) : (
            say('userFacts.never')
          )}
        </dd>
        <dt>{say('userFacts.created')}</dt>
        <dd>
          <Time at={account.createdAt} zone={zone} />
        </dd>
        <dt>{say('userFacts.id')}</dt>
        <dd className="mono">{account.id}</dd>
      </dl>
    </section>
  );
}
