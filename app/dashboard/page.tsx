import { listActivity } from '#lib/audit/list';
import { listSessions } from '#lib/session/list';
import { requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { DashboardView } from './view';

const RECENT = 8;

export default async function DashboardPage() {
  const viewer = await requireViewer('account:read');
  const [sessions, activity] = await Promise.all([
    listSessions(viewer),
    listActivity(viewer, RECENT),
  ]);
  return (
    <AccountShell viewer={viewer} at="/dashboard">
      <DashboardView viewer={viewer} sessions={sessions} activity={activity} />
    </AccountShell>
  );
}
