import type { ReactNode } from 'react';
import { type Permission, roleMay } from '#lib/permissions/table';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { AccountShell } from '#ui/account-shell';

const PLACES = [
  ['/admin/users', 'users', 'account:list:any'],
  ['/admin/apps', 'programs', 'client:list:any'],
  ['/admin/audit', 'audit', 'audit:read:any'],
  ['/admin/mail', 'mail', 'mail:list:any'],
  ['/admin/system', 'system', 'system:read:any'],
] as const satisfies [path: string, name: string, needs: Permission][];

type Props = { viewer: Viewer; at: (typeof PLACES)[number][0]; children: ReactNode };

/** The frame of every page for those who administer: what there is for their role. */
export function AdminShell({ viewer, at, children }: Props) {
  return (
    <AccountShell viewer={viewer} at={at}>
      <nav className="places" aria-label={say('places.administration')}>
        {PLACES.filter(([, , needs]) => roleMay(viewer.user.role, needs)).map(([path, name]) => (
          <a key={path} href={path} aria-current={path === at ? 'page' : undefined}>
            {say(`places.${name}`)}
          </a>
        ))}
      </nav>
      {children}
    </AccountShell>
  );
}
