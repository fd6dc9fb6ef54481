import { type Activity, activityDays } from '#lib/assembly/activity';
import { searchOwnActivity } from '#lib/assembly/activity-search';
import { MAYBE_NOT_ME } from '#lib/assembly/was-not-me';
import { PER_PAGE, placeIn, toCursor } from '#lib/pages';
import { requireViewer } from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ButtonForm } from '#ui/button-form';
import { ownSessions } from '#ui/own-sessions';
import { Pages } from '#ui/pages';
import { SubmitButton } from '#ui/submit-button';
import { Timeline } from '#ui/timeline';
import { Heading } from '#ui/title';
import { wasNotMeAction } from './actions';
import { Choices } from './choices';
import { ExportForms } from './export-forms';
import { type AskedActivity, activityQuery, readActivityFilter, searchOf } from './filter';

type Props = { searchParams: Promise<AskedActivity> };

export default async function ActivityPage({ searchParams }: Props) {
  const viewer = await requireViewer('audit:read');
  const asked = await searchParams;
  const filter = readActivityFilter(asked);
  const place = placeIn('activity', asked['before']);
  const sessions = await ownSessions(viewer);
  const search = searchOf(filter, sessions);
  const { events, next } =
    place === null
      ? NOTHING
      : await searchOwnActivity(viewer, search, { limit: PER_PAGE, before: place });
  const none =
    next === null ? say('activity.none', { days: activityDays() }) : say('activity.noneYet');
  return (
    <AccountShell viewer={viewer} at="/settings/activity" isWide>
      <div className="stack-s">
        <Heading part={say('activity.part')}>{say('activity.title')}</Heading>
        <p className="hint">{say('activity.intro', { days: activityDays() })}</p>
      </div>
      {filter.problems.map((says) => (
        <p key={says} className="notice warn" role="alert">
          {says}
        </p>
      ))}
      <Choices filter={filter} sessions={sessions} />
      <section className="card stack" aria-labelledby="events">
        <h2 id="events" className="sr">
          {say('activity.events')}
        </h2>
        {events.length === 0 && place !== null && <p>{none}</p>}
        <Timeline
          activity={events}
          zone={viewer.user.timeZone}
          action={(event) => <WasNotMe event={event} viewer={viewer} />}
        />
      </section>
      <Pages
        of={say('activity.list')}
        path="/settings/activity"
        name="before"
        query={activityQuery(filter)}
        place={place}
        next={next && toCursor('activity', next)}
      />
      <ExportForms filter={filter} />
    </AccountShell>
  );
}

const NOTHING = { events: [], next: null };

/** Only of what somebody else may have done in another session. */
function WasNotMe({ event, viewer }: { event: Activity; viewer: Viewer }) {
  const isAsked = MAYBE_NOT_ME.includes(event.type) && event.byAnother === null;
  if (!isAsked || !event.sessionId || event.sessionId === viewer.session.id) return null;
  return (
    <ButtonForm action={wasNotMeAction}>
      <input type="hidden" name="event" value={event.id} />
      <SubmitButton says={say('activity.notMe')} className="btn-quiet btn-s" />
    </ButtonForm>
  );
}
