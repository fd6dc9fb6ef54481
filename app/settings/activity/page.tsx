import { listOwnActivity } from '#lib/assembly/activity';
import { PER_PAGE, placeIn, toCursor } from '#lib/pages';
import { requireViewer } from '#lib/session/viewer';
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
    <AccountShell viewer={viewer} at="/settings/activity">
      <div className="stack-s">
        <Heading part="Activity">What happened to your account</Heading>
        <p className="hint">
          Sign-ins, failures and changes, newest first; what you did with notes stands below.
        </p>
      </div>
      <section className="card stack" aria-labelledby="events">
        <h2 id="events" className="sr">
          Events
        </h2>
        <GroupedActivity
          activity={activity}
          zone={viewer.user.timeZone}
          action={(event) =>
            event.type === 'authn_login_success' &&
            event.sessionId !== viewer.session.id && (
              <ButtonForm action={wasNotMeAction}>
                <input type="hidden" name="event" value={event.id} />
                <SubmitButton says="This wasn’t me" className="btn-quiet btn-s" />
              </ButtonForm>
            )
          }
        />
      </section>
      <Pages
        of="events"
        path="/settings/activity"
        name="before"
        place={place}
        next={last ? toCursor('activity', last.id) : null}
      />
    </AccountShell>
  );
}
