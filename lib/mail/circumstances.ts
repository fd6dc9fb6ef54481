import 'server-only';
import { sayAddress } from '#lib/request/address';
import { describeBrowser } from '#lib/request/browser';
import { currentClient } from '#lib/request/client';
import { say } from '#texts/say';

/** When it happened, as a line of a mail. */
export function now(): [string, string] {
  const at = new Intl.DateTimeFormat(say('common.locale'), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date());
  return [say('mails.when'), `${at} UTC`];
}

/** When it happened, from which address and with which browser, as lines of a mail. */
export function circumstances(): [string, string][] {
  const { address, userAgent } = currentClient();
  return [
    now(),
    [say('mails.from'), sayAddress(address)],
    [say('mails.with'), describeBrowser(userAgent)],
  ];
}
