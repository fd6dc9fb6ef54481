import type { ReactNode } from 'react';
import { type Permission, roleMay } from '#lib/authorization/table';
import type { Viewer } from '#lib/session/store';
import { AccountShell } from '#ui/account-shell';

const PLACES: [path: string, name: string, needs: Permission][] = [
  ['/admin/users', 'Users', 'account:list:any'],
  ['/admin/audit', 'Audit log', 'audit:read:any'],
];

type Props = {
  viewer: Viewer;
  at: '/admin/users' | '/admin/audit';
  /** Of the document; left out where the page says it itself. */
  title?: string;
  /** The word after `done=` of what was done just now. */
  done?: string | string[] | undefined;
  /** What each such word means. */
  notices?: Record<string, string>;
  children: ReactNode;
};

/** The frame of every page for those who administer: what there is for their role, and what was done. */
export function AdminShell({ viewer, at, title, done, notices = {}, children }: Props) {
  const notice = typeof done === 'string' && Object.hasOwn(notices, done) ? notices[done] : null;
  return (
    <AccountShell viewer={viewer} at={at} {...(title ? { title } : {})}>
      <nav className="places" aria-label="Administration">
        {PLACES.filter(([, , needs]) => roleMay(viewer.user.role, needs)).map(([path, name]) => (
          <a key={path} href={path} aria-current={path === at ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {notice && (
        <p className="notice" role="status">
          {notice}
        </p>
      )}
      {children}
    </AccountShell>
  );
}
