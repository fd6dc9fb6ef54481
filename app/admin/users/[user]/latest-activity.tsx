import type { Activity } from '#lib/assembly/activity';
import { say } from '#texts/say';
import { ActivityList } from '#ui/activity-list';

/** What happened to the account of late. */
export const LatestActivity = ({ activity, zone }: { activity: Activity[]; zone: string }) => (
  <section className="card stack" aria-labelledby="activity">
    <h2 id="activity">{say('userFacts.activity')}</h2>
    {activity.length > 0 ? (
      <ActivityList activity={activity} zone={zone} />
    ) : (
      <p>{say('userFacts.noActivity')}</p>
    )}
  </section>
);
