import 'server-only';
import { NEW_BROWSER } from '#lib/accounts/details';
import { newBrowserByAccount } from '#lib/accounts/limits';
import { newBrowserMail } from '#lib/accounts/mails';
import { take } from '#lib/limits/take';
import { post } from '#lib/mail/outbox';

/** What the log is told of a sign-in: also whether the account was never used in this browser before. */
export const signInEntry = (browser: string | null) =>
  ({ type: 'authn_login_success', detail: browser ? '' : NEW_BROWSER }) as const;

/** The write that mails the owner of a sign-in from a new browser; null when they were told of one an hour ago. */
export const noticeFor = async (userId: string, email: string, browser: string | null) =>
  browser || (await take([[newBrowserByAccount, userId]])) ? null : post(email, newBrowserMail());
