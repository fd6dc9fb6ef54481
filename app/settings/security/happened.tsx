import { type SignInDay, STRIP_DAYS } from '#lib/accounts/sign-in-days';
import type { Activity } from '#lib/assembly/activity';
import { MAYBE_NOT_ME } from '#lib/assembly/was-not-me';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { Timeline } from '#ui/timeline';
import { wasNotMeAction } from '../activity/actions';
import { Strip } from './strip';

type Props = { viewer: Viewer; days: SignInDay[]; latest: Activity[] };

/** What happened lately: the month at a glance, and the newest with what can be done about it. */
export const Happened = ({ viewer, days, latest }: Props) => (
  <section className="card stack" aria-labelledby="happened">
    <div className="row">
      <h2 id="happened">{say('signInStrip.title', { days: STRIP_DAYS })}</h2>
      <a href="/settings/activity">{say('signInStrip.all')}</a>
    </div>
    {days.some(({ signIns, failures }) => signIns + failures > 0) && <Strip days={days} />}
    <Timeline
      activity={latest}
      zone={viewer.user.timeZone}
      action={({ id, type, byAnother, sessionId }) =>
        MAYBE_NOT_ME.includes(type) &&
        byAnother === null &&
        sessionId &&
        sessionId !== viewer.session.id && (
          <ButtonForm action={wasNotMeAction}>
            <input type="hidden" name="event" value={id} />
            <SubmitButton says={say('activity.notMe')} className="btn-quiet btn-s" />
          </ButtonForm>
        )
      }
    />
  </section>
);
