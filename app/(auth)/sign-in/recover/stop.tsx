import type { Viewer } from '#lib/session/store';
import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { SubmitButton } from '#ui/submit-button';
import { Time } from '#ui/time';
import { Heading } from '#ui/title';
import { stopRecoveryAction } from './actions';

type Props = { viewer: Viewer; recovery: { opensAt: Date } | null };

/** For somebody who is signed in: the recovery of their account, if one is under way, and the button that stops it. */
export function StopRecovery({ viewer, recovery }: Props) {
  const { email, timeZone } = viewer.user;
  return (
    <>
      <Heading>{say('stopRecovery.title')}</Heading>
      {recovery ? (
        <>
          <p>
            <Filled
              of={textsOf('stopRecovery').text}
              parts={{ at: <Time at={recovery.opensAt} zone={timeZone} />, email }}
            />
          </p>
          <ButtonForm action={stopRecoveryAction}>
            <SubmitButton says={say('stopRecovery.submit')} className="btn-full" />
          </ButtonForm>
        </>
      ) : (
        <p>{say('stopRecovery.none')}</p>
      )}
    </>
  );
}
