import type { ReactNode } from 'react';
import { readNotice } from '#forms/notices';
import { begin, sayMany } from '#lib/permissions/called';
import { roleMay } from '#lib/permissions/table';
import { siteName } from '#lib/product/brand';
import { PRODUCT_RESOURCES } from '#lib/product/resources';
import type { Viewer } from '#lib/session/store';
import { say, textsOf } from '#texts/say';
import { FormsFor } from '#ui/forms-for';
import { Notice } from '#ui/notice';
import { NoticeProvider } from '#ui/notice-provider';
import { PageTop } from '#ui/page-top';
import { PostForm } from '#ui/post-form';
import { SessionWatch } from '#ui/session-watch';
import { SiteFooter } from '#ui/site-footer';

const PLACES = [
  ['/settings/profile', 'profile'],
  ['/settings/email', 'email'],
  ['/settings/security', 'security'],
  ['/settings/sessions', 'sessions'],
  ['/settings/activity', 'activity'],
  ['/settings/data', 'data'],
] as const;

/** Where one can go, and how each is called: the things of the product come after the dashboard. */
const places = () => [
  ['/dashboard', say('places.dashboard')],
  ...PRODUCT_RESOURCES.map(({ kind, plural }) => [`/${plural}`, begin(sayMany(kind))]),
  ...PLACES.map(([path, name]) => [path, say(`places.${name}`)]),
];

/** The frame of every page that only its owner sees: where one can go, who one is, and the way out. */
export async function AccountShell({
  viewer,
  at,
  children,
}: {
  viewer: Viewer;
  at: string;
  children: ReactNode;
}) {
  return (
    <FormsFor viewer={viewer}>
      <div className="gate">
        <PageTop site={siteName()} skip={say('frame.skip')}>
          <div className="who">
            <span title={viewer.user.email}>
              <bdi>{viewer.user.email}</bdi>
            </span>
            <SignOutButton />
          </div>
        </PageTop>
        <SessionWatch text={textsOf('sessionWatch')} />
        <nav className="tabs" aria-label={say('frame.account')}>
          {places().map(([path, name]) => (
            <a key={path} href={path} aria-current={path === at ? 'page' : undefined}>
              {name}
            </a>
          ))}
          {roleMay(viewer.user.role, 'account:list:any') && (
            <a href="/admin/users" aria-current={at.startsWith('/admin/') ? 'page' : undefined}>
              {say('places.administration')}
            </a>
          )}
        </nav>
        <main id="main" tabIndex={-1} className="wide stack">
          <NoticeProvider told={await readNotice()}>
            <Notice />
            {children}
          </NoticeProvider>
        </main>
        <SiteFooter />
      </div>
    </FormsFor>
  );
}

/** A plain form, so that signing out is always a new document: nothing private stays in memory. */
export function SignOutButton() {
  return (
    <PostForm
      action="/sign-out"
      says={say('frame.signOut')}
      whilePending={say('frame.signingOut')}
      className="btn-quiet btn-s"
    />
  );
}
