import { describeSystem } from '#lib/server/describe-system';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { say } from '#texts/say';
import { AdminShell } from '#ui/admin-shell';
import { Heading } from '#ui/title';
import { ProcessTable } from './processes';

export default async function SystemPage() {
  const viewer = await requireRecentViewer('system:read:any');
  const { database, differences, processes } = await describeSystem();
  return (
    <AdminShell viewer={viewer} at="/admin/system">
      <div className="stack-s">
        <Heading>{say('system.title')}</Heading>
        <p className="hint">{say(`systemDatabase.${database}`)}</p>
      </div>
      {differences.length > 0 && (
        <div className="notice plain stack-s">
          {differences.map((one) => (
            <p key={one}>{say(`systemDiffers.${one}`)}</p>
          ))}
        </div>
      )}
      <section className="card stack" aria-labelledby="processes">
        <h2 id="processes">{say('system.processes')}</h2>
        {processes.length > 0 ? (
          <ProcessTable processes={processes} zone={viewer.user.timeZone} />
        ) : (
          <p>{say('system.none')}</p>
        )}
      </section>
    </AdminShell>
  );
}
