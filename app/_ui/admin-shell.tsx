import type { ReactNode } from 'react';
import { type Permission, roleMay } from '#lib/permissions/table';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import type { IconName } from '#ui/icon';
import { Rail } from '#ui/rail';

const PLACES = [
  ['/admin', 'overview', 'gauge', 'account:list:any'],
  ['/admin/users', 'users', 'people', 'account:list:any'],
  ['/admin/audit', 'audit', 'pulse', 'audit:read:any'],
  ['/admin/apps', 'programs', 'apps', 'client:list:any'],
  ['/admin/mail', 'mail', 'mail', 'mail:list:any'],
  ['/admin/system', 'system', 'server', 'system:read:any'],
] as const satisfies [path: string, name: string, icon: IconName, needs: Permission][];

type Props = { viewer: Viewer; at: (typeof PLACES)[number][0]; children: ReactNode };

/** The frame of every page for those who administer: what there is for their role. */
export function AdminShell({ viewer, at, children }: Props) {
  const places = PLACES.filter(([, , , needs]) => roleMay(viewer.user.role, needs));
  const rail = (
    <Rail
      says={say('places.administration')}
      at={at}
      places={places.map(([path, name, icon]) => ({ path, says: say(`places.${name}`), icon }))}
    />
  );
  return (
    <AccountShell viewer={viewer} at={at} rail={rail}>
      {children}
    </AccountShell>
  );
}
