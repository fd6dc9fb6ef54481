import type { ReactNode } from 'react';
import { type Permission, roleMay } from '#lib/permissions/table';
import type { Viewer } from '#lib/session/store';
import { AccountShell } from '#ui/account-shell';

const PLACES: [path: string, name: string, needs: Permission][] = [
  ['/admin/users', 'Users', 'account:list:any'],
  ['/admin/audit', 'Audit log', 'audit:read:any'],
];

type Props = {
  viewer: Viewer;
  at: '/admin/users' | '/admin/audit';
  children: ReactNode;
};

/** The frame of every page for those who administer: what there is for their role. */
export function AdminShell({ viewer, at, children }: Props) {
  return (
    <AccountShell viewer={viewer} at={at}>
      <nav className="places" aria-label="Administration">
        {PLACES.filter(([, , needs]) => roleMay(viewer.user.role, needs)).map(([path, name]) => (
          <a key={path} href={path} aria-current={path === at ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {children}
    </AccountShell>
  );
}
