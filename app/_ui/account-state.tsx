import { isDisabled } from '#lib/session/account-state';
import { Time } from '#ui/time';

type Props = {
  user: { disabledAt: Date | null; disabledUntil: Date | null };
  zone: string;
};

/** Whether an account is open, or until when it is not. */
export function AccountState({ user, zone }: Props) {
  if (!isDisabled(user)) return <span className="tag">Open</span>;
  return (
    <>
      <span className="tag open">Disabled</span>
      {user.disabledUntil && (
        <span>
          {' '}
          until <Time at={user.disabledUntil} zone={zone} />
        </span>
      )}
    </>
  );
}
