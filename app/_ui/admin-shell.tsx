import type { ReactNode } from 'react';
import { type Act, roleMay } from '#lib/authorization/table';
import type { Viewer } from '#lib/session/store';
import { AccountShell } from '#ui/account-shell';

const PLACES: [path: string, name: string, act: Act][] = [
  ['/admin/audit', 'Audit log', 'audit:read-all'],
];

type Props = { viewer: Viewer; at: string; title: string; children: ReactNode };

/** The frame of the pages for those who administer: one's own places, and below them these. */
export function AdminShell({ viewer, at, title, children }: Props) {
  const places = PLACES.filter(([, , act]) => roleMay(viewer.user.role, act));
  return (
    <AccountShell viewer={viewer} at={at} title={title}>
      <nav className="places" aria-label="Administration">
        {places.map(([path, name]) => (
          <a key={path} href={path} aria-current={path === at ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {children}
    </AccountShell>
  );
}
