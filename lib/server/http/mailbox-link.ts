import type { ServerResponse } from 'node:http';
import { MAILBOX, MAILBOX_COOKIE, opensMailbox } from '#lib/mail/mailbox-key';

/**
 * Changes the key in the mailbox's link for a cookie, and the address for one without it, so that no page,
 * history or Referer keeps it. False when this is no such link or not the key: there is nothing to see.
 */
export function followMailboxLink(method: string, url: string, response: ServerResponse): boolean {
  const [path, query] = url.split('?');
  if (path !== MAILBOX || query === undefined || (method !== 'GET' && method !== 'HEAD'))
    return false;
  const key = new URLSearchParams(query).get('key');
  if (!opensMailbox(key)) return false;
  response.statusCode = 303;
  response.setHeader('Location', MAILBOX);
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader(
    'Set-Cookie',
    `${MAILBOX_COOKIE}=${key}; Path=${MAILBOX}; HttpOnly; SameSite=Lax`,
  );
  response.end();
  return true;
}
