import 'server-only';
import { sayAddress } from '#lib/request/address';
import { describeBrowser } from '#lib/request/browser';
import { currentClient } from '#lib/request/client';
import { say } from '#texts/say';

/** A point in time, as mails say it: whoever reads them may be in any zone. */
export function inMail(at: Date): string {
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(say('common.locale'), format).format(at)} UTC`;
}

/** When it happened, as a line of a mail. */
export const now = (): [string, string] => [say('mails.when'), inMail(new Date())];

/** When it happened, from which address and with which browser, as lines of a mail. */
export function circumstances(): [string, string][] {
  const { address, userAgent } = currentClient();
  return [
    now(),
    [say('mails.from'), sayAddress(address)],
    [say('mails.with'), describeBrowser(userAgent)],
  ];
}
