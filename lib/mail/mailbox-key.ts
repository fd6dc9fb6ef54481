import { wordOfStart } from '#lib/crypto/start-secret';
import { equal } from '#lib/crypto/tokens';
import { env } from '#lib/env';
import { singleton } from '#lib/singleton';

/** Whether mail is captured and not sent: no mail server, and the site is for this machine only. */
export const isMailCaptured = () => env().isLoopback && !env().SMTP_URL;

/** The page of captured mail. */
export const MAILBOX = '/dev/mailbox';

/** The cookie that goes on opening the mailbox once its link was followed. Sent to no other page. */
export const MAILBOX_COOKIE = 'mailbox';

/**
 * What opens the captured mail: made anew at each start, printed on the terminal, kept nowhere. Where a
 * request comes from proves nothing: a proxy on this machine brings everybody's.
 */
const mailboxKey = () => singleton('mailbox-key', () => wordOfStart('mailbox'));

/** Whether this is the key. False for everything while mail is really sent. */
export const opensMailbox = (key: string | null | undefined): boolean =>
  isMailCaptured() && typeof key === 'string' && equal(key, mailboxKey());

/** The address that the terminal shows, or null while mail is really sent. */
export const mailboxLink = (): string | null =>
  isMailCaptured() ? `${env().APP_URL}${MAILBOX}?key=${mailboxKey()}` : null;
