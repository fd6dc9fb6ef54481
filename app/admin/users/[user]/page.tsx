import { mayActOn } from '#lib/admin/actor';
import { PLACE_OF_GRANT } from '#lib/admin/effective-access';
import { showUser } from '#lib/admin/show-user';
import { placeIn } from '#lib/pages';
import { sayRole } from '#lib/permissions/called';
import { roleMay } from '#lib/permissions/table';
import { ROLES } from '#lib/resource';
import { isDisabled } from '#lib/session/account-state';
import { refuse, requireRecentViewer } from '#lib/session/require-viewer';
import { zoneFor } from '#lib/wall-time';
import { say, textsOf } from '#texts/say';
import { AdminShell } from '#ui/admin-shell';
import { Avatar } from '#ui/avatar';
import { EffectiveAccess } from './effective-access';
import { Facts } from './facts';
import { UserForms } from './forms';
import { Help } from './help';
import { LatestActivity } from './latest-activity';
import { Sessions } from './sessions';

type Props = {
  params: Promise<{ user: string }>;
  searchParams: Promise<Partial<Record<'reach' | 'sessions', string | string[]>>>;
};

export default async function UserPage({ params, searchParams }: Props) {
  const viewer = await requireRecentViewer('account:read:any');
  const [{ user: id }, asked] = await Promise.all([params, searchParams]);
  const found = await showUser(viewer, id);
  if (!found.ok) return refuse(viewer, 'account:read:any', id);
  const { account, sessions, activity } = found.value;
  const { role, timeZone: zone } = viewer.user;
  const isShut = isDisabled(account);
  const forms = {
    disable: !isShut && roleMay(role, 'account:disable') ? textsOf('disableForm') : null,
    changeRole: roleMay(role, 'account:change-role') ? textsOf('roleForm') : null,
    delete: roleMay(role, 'account:delete:any') ? textsOf('deleteUserForm') : null,
  };
  return (
    <AdminShell viewer={viewer} at="/admin/users">
      <p>
        <a href="/admin/users">{say('users.all')}</a>
      </p>
      <div className="named">
        <Avatar id={id} name={account.name} />
        <h1>
          <bdi>{account.name}</bdi>
        </h1>
      </div>
      <div className="columns">
        <div className="stack">
          <Facts account={account} zone={zone} />
          <Sessions
            userId={id}
            sessions={sessions}
            zone={zone}
            mayEnd={mayActOn(role, 'session:end', account)}
            place={placeIn('sessions', asked.sessions)}
          />
          {roleMay(role, 'account:read-reach') && (
            <EffectiveAccess
              viewer={viewer}
              userId={id}
              place={placeIn('reach', asked.reach, PLACE_OF_GRANT)}
            />
          )}
          <LatestActivity activity={activity} zone={zone} />
        </div>
        <Help account={account} role={role} zone={zone} />
      </div>
      <UserForms
        text={textsOf('dangerZone')}
        account={{ id, email: account.email, name: account.name, role: account.role }}
        part={say('users.title')}
        roles={ROLES.map((one) => [one, sayRole(one)])}
        zone={zoneFor(zone)}
        forms={forms}
      />
    </AdminShell>
  );
}
