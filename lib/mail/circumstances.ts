import 'server-only';
import { zoneOfReader } from '#lib/mail/reader';
import { sayAddress } from '#lib/request/address';
import { describeBrowser } from '#lib/request/browser';
import { currentClient } from '#lib/request/client';
import { say } from '#texts/say';

const SHAPE = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;

/** A point in time, as mails say it: in the zone of whoever reads them, which it names. */
export const inMail = (at: Date): string =>
  new Intl.DateTimeFormat(say('common.locale'), { ...SHAPE, timeZone: zoneOfReader() }).format(at);

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
