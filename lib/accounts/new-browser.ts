import 'server-only';
import { eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { NEW_BROWSER } from '#lib/accounts/details';
import { newBrowserByAccount } from '#lib/accounts/limits';
import { newBrowserMail } from '#lib/accounts/mails';
import { db } from '#lib/db/client';
import type { Authentication } from '#lib/factors/authentication';
import { once } from '#lib/limits/once';
import { postWhere } from '#lib/mail/outbox';
import { forReader } from '#lib/mail/reader';

/** What the log is told of a sign-in: also whether the account was never used in this browser before. */
export const signInEntry = (browser: string | null) =>
  ({ type: 'authn_login_success', detail: browser ? '' : NEW_BROWSER }) as const;

type Owner = Pick<Authentication, 'userId' | 'timeZone'>;

/** The writes that mail the owner of a sign-in from a new browser, unless they were told of one less than an hour ago. */
export async function noticeFor(owner: Owner, email: string, browser: string | null) {
  if (browser) return null;
  const { isFree, use } = once([newBrowserByAccount, owner.userId]);
  const timeZone = owner.timeZone ?? (await zoneOf(owner.userId));
  return [await postWhere(isFree, email, forReader({ timeZone }, newBrowserMail)), use];
}

async function zoneOf(userId: string): Promise<string | undefined> {
  const { timeZone } = users;
  const [found] = await db().select({ timeZone }).from(users).where(eq(users.id, userId));
  return found?.timeZone;
}
