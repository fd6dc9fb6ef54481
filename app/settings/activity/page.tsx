import { listActivity } from '#lib/audit/list';
import { requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { ActivityList } from '#ui/activity-list';
import { Heading } from '#ui/title';
import { wasNotMeAction } from './actions';

const PER_PAGE = 25;

type Props = { searchParams: Promise<{ before?: string | string[] }> };

export default async function ActivityPage({ searchParams }: Props) {
  const viewer = await requireViewer('audit:read');
  const { before } = await searchParams;
  const events = await listActivity(
    viewer,
    PER_PAGE + 1,
    typeof before === 'string' ? before : undefined,
  );
  const activity = events.slice(0, PER_PAGE);
  return (
    <AccountShell viewer={viewer} at="/settings/activity">
      <div className="stack-s">
        <Heading part="Activity">What happened to your account</Heading>
        <p className="hint">Sign-ins, failures and changes, newest first.</p>
      </div>
      <section className="card" aria-labelledby="events">
        <h2 id="events" className="sr">
          Events
        </h2>
        <ActivityList
          activity={activity}
          zone={viewer.user.timeZone}
          action={(event) =>
            event.type === 'authn_login_success' &&
            event.sessionId !== viewer.session.id && (
              <form action={wasNotMeAction}>
                <input type="hidden" name="event" value={event.id} />
                <button type="submit" className="btn btn-quiet btn-s">
                  This wasn’t me
                </button>
              </form>
            )
          }
        />
      </section>
      {events.length > PER_PAGE && (
        <p>
          <a href={`/settings/activity?before=${activity.at(-1)?.id}`}>Older</a>
        </p>
      )}
    </AccountShell>
  );
}
