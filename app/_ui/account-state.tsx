import { isDisabled } from '#lib/session/account-state';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Time } from '#ui/time';

type Props = {
  user: { disabledAt: Date | null; disabledUntil: Date | null };
  zone: string;
};

/** Whether an account is open, or until when it is not. */
export function AccountState({ user, zone }: Props) {
  if (!isDisabled(user)) return <span className="tag">{say('accountState.open')}</span>;
  return (
    <>
      <span className="tag open">{say('accountState.disabled')}</span>
      {user.disabledUntil && (
        <span>
          {' '}
          <Filled
            of={textsOf('accountState').until}
            parts={{ time: <Time at={user.disabledUntil} zone={zone} /> }}
          />
        </span>
      )}
    </>
  );
}
