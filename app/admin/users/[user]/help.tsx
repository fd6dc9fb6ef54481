import { findRecovery } from '#lib/accounts/recovery';
import { mayActOn } from '#lib/admin/actor';
import { env } from '#lib/env';
import { roleMay } from '#lib/permissions/table';
import { isDisabled } from '#lib/session/account-state';
import { say } from '#texts/say';
import { EnableButton, RecoveryButton, ResetButton } from './row-buttons';

type Props = {
  account: { id: string; role: string; disabledAt: Date | null; disabledUntil: Date | null };
  /** That of the viewer. */
  role: string;
  zone: string;
};

/** What takes nothing away from a person: the ways back in. Nothing where the viewer may do none of it. */
export async function Help({ account, role, zone }: Props) {
  const mayEnable = isDisabled(account) && roleMay(role, 'account:disable');
  const mayReset = mayActOn(role, 'account:reset', account);
  if (!mayEnable && !mayReset) return null;
  return (
    <section className="stack" aria-labelledby="help">
      <h2 id="help">{say('userFacts.help')}</h2>
      {mayEnable && <EnableButton userId={account.id} />}
      {mayReset && <ResetButton userId={account.id} />}
      {mayReset && (
        <RecoveryButton
          userId={account.id}
          hours={env().RECOVERY_WAIT_HOURS}
          zone={zone}
          opensAt={(await findRecovery(account.id))?.opensAt}
        />
      )}
    </section>
  );
}
