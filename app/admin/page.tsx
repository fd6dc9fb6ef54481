import { signInsOf } from '#lib/admin/overview/sign-ins';
import { roleHas } from '#lib/permissions/table';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { zoneFor } from '#lib/wall-time';
import { say, textsOf } from '#texts/say';
import { AdminShell } from '#ui/admin-shell';
import { Filled } from '#ui/filled';
import { Time } from '#ui/time';
import { Heading } from '#ui/title';
import { Health } from './_overview/health';
import { LookAt } from './_overview/look-at';
import { SiteNumbers } from './_overview/numbers';
import { RecentEntries } from './_overview/recent';
import { SignInChart } from './_overview/sign-ins';
import { readState } from './_overview/state';
import { SignInTimes } from './_overview/times';
import { SignInWays } from './_overview/ways';

export default async function AdminPage() {
  const viewer = await requireRecentViewer('account:list:any');
  const { role, timeZone } = viewer.user;
  const zone = zoneFor(timeZone);
  const [days, state] = await Promise.all([signInsOf(viewer), readState(viewer)]);
  const mayReadLog = roleHas(role, 'audit:read:any');
  return (
    <AdminShell viewer={viewer} at="/admin">
      <div className="stack-s">
        <Heading>{say('overview.title')}</Heading>
        <p className="hint">
          <Filled
            of={textsOf('overview').intro}
            parts={{ time: <Time at={new Date()} zone={zone} /> }}
          />
        </p>
      </div>
      <SiteNumbers viewer={viewer} days={days} />
      {mayReadLog && <SignInChart days={days} />}
      <div className="halves">
        <LookAt state={state} days={days} zone={zone} />
        <Health state={state} zone={zone} />
        {roleHas(role, 'session:list:any') && <SignInWays viewer={viewer} />}
        {mayReadLog && <SignInTimes days={days} zone={zone} />}
      </div>
      {mayReadLog && <RecentEntries viewer={viewer} />}
    </AdminShell>
  );
}
