import { checkUp } from '#lib/accounts/check-up';
import { listOwnActivity } from '#lib/assembly/activity';
import { listSessions, siteBySite } from '#lib/session/list';
import { requireViewer } from '#lib/session/require-viewer';
import { AccountShell } from '#ui/account-shell';
import { DashboardView } from './view';

/** Of these the latest about the account are shown, and the latest about things. */
const LOOKED_AT = 40;

export default async function DashboardPage() {
  const viewer = await requireViewer('account:read');
  const [sessions, activity] = await Promise.all([
    listSessions(viewer),
    listOwnActivity(viewer, LOOKED_AT),
  ]);
  const found = await checkUp(viewer, sessions);
  return (
    <AccountShell viewer={viewer} at="/dashboard">
      <DashboardView
        viewer={viewer}
        sessions={siteBySite(sessions)}
        activity={activity}
        found={found}
      />
    </AccountShell>
  );
}
