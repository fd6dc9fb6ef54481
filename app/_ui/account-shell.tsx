import type { ReactNode } from 'react';
import { readNotice } from '#forms/notices';
import { siteName } from '#lib/product/brand';
import type { Viewer } from '#lib/session/store';
import { say, textsOf } from '#texts/say';
import { AccountMenu } from '#ui/account-menu';
import { AccountRail } from '#ui/account-rail';
import { FormsFor } from '#ui/forms-for';
import { Notice } from '#ui/notice';
import { NoticeProvider } from '#ui/notice-provider';
import { PageTop } from '#ui/page-top';
import { PostForm } from '#ui/post-form';
import { SessionWatch } from '#ui/session-watch';
import { SiteFooter } from '#ui/site-footer';
import { SitePlaces } from '#ui/site-places';

type Props = {
  viewer: Viewer;
  /** The place that the page is, or that leads to it. */
  at: string;
  /** The places beside it; of a page of the account they are known. */
  rail?: ReactNode;
  /** More than a form or a list stands in it: it takes the room there is. */
  isWide?: boolean;
  children: ReactNode;
};

/** The frame of every page that only its owner sees: where one can go, who one is, and the way out. */
export async function AccountShell({ viewer, at, rail, isWide = false, children }: Props) {
  const isOfAccount = at.startsWith('/settings/');
  const beside = rail ?? (isOfAccount && <AccountRail viewer={viewer} at={at} />);
  const main = (
    <main
      id="main"
      tabIndex={-1}
      className={isOfAccount && !isWide ? 'wide column stack' : 'wide stack'}
    >
      <NoticeProvider told={await readNotice()}>
        <Notice />
        {children}
      </NoticeProvider>
    </main>
  );
  return (
    <FormsFor viewer={viewer}>
      <div className="gate framed">
        <PageTop site={siteName()} skip={say('frame.skip')}>
          <SitePlaces viewer={viewer} at={at} />
          <div className="who">
            <AccountMenu viewer={viewer} />
            <SignOutButton />
          </div>
        </PageTop>
        <SessionWatch text={textsOf('sessionWatch')} />
        {beside ? (
          <div className="shell">
            {beside}
            {main}
          </div>
        ) : (
          main
        )}
        <SiteFooter />
      </div>
    </FormsFor>
  );
}

/**
 * A plain form, so that signing out is always a new document: nothing private stays in memory. It stands beside the menu
 * and not in it, one press away on every page.
 */
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
