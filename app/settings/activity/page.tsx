import { activityDays, listOwnActivity } from '#lib/assembly/activity';
import { MAYBE_NOT_ME } from '#lib/assembly/was-not-me';
import { PER_PAGE, placeIn, toCursor } from '#lib/pages';
import { sayAllThings } from '#lib/permissions/called';
import { requireViewer } from '#lib/session/require-viewer';
import { say } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { GroupedActivity } from '#ui/activity-list';
import { ButtonForm } from '#ui/button-form';
import { Pages } from '#ui/pages';
import { SubmitButton } from '#ui/submit-button';
import { Heading } from '#ui/title';
import { wasNotMeAction } from './actions';

type Props = { searchParams: Promise<{ before?: string | string[] }> };

export default async function ActivityPage({ searchParams }: Props) {
  const viewer = await requireViewer('audit:read');
  const { before } = await searchParams;
  const place = placeIn('activity', before);
  const events = place === null ? [] : await listOwnActivity(viewer, PER_PAGE + 1, place);
  const activity = events.slice(0, PER_PAGE);
  const last = events.length > PER_PAGE ? activity.at(-1) : undefined;
  return (
    <AccountShell viewer={viewer} at="/settings/activity" isWide>
      <div className="stack-s">
        <Heading part={say('activity.part')}>{say('activity.title')}</Heading>
        <p className="hint">
          {say('activity.intro', { days: activityDays(), things: sayAllThings() })}
        </p>
      </div>
      <section className="card stack" aria-labelledby="events">
        <h2 id="events" className="sr">
          {say('activity.events')}
        </h2>
        <GroupedActivity
          activity={activity}
          zone={viewer.user.timeZone}
          action={(event) =>
            MAYBE_NOT_ME.includes(event.type) &&
            event.byAnother === null &&
            event.sessionId &&
            event.sessionId !== viewer.session.id && (
              <ButtonForm action={wasNotMeAction}>
                <input type="hidden" name="event" value={event.id} />
                <SubmitButton says={say('activity.notMe')} className="btn-quiet btn-s" />
              </ButtonForm>
            )
          }
        />
      </section>
      <Pages
        of={say('activity.list')}
        path="/settings/activity"
        name="before"
        place={place}
        next={last ? toCursor('activity', last.id) : null}
      />
    </AccountShell>
  );
}
