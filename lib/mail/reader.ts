import { AsyncLocalStorage } from 'node:async_hooks';
import { currentRequest } from '#lib/request/context';
import { singleton } from '#lib/singleton';
import { zoneFor } from '#lib/wall-time';
import { inLanguageOf } from '#texts/languages';

type Reader = { language?: string | undefined; timeZone?: string | undefined };

const reading = () => singleton('mail-reader', () => new AsyncLocalStorage<Reader>());

/**
 * A mail to somebody who is not the one that asks now, or not yet: in the zone and the language that they have chosen. Of a
 * reader without a word about languages it stays that of whoever asks.
 */
export const forReader = <Value>(reader: Reader, write: () => Value): Value =>
  reading().run(reader, () =>
    reader.language === undefined ? write() : inLanguageOf(reader, write),
  );

/** The zone of whoever reads a mail that is written now: theirs, else that of the person who asks; UTC for a stranger. */
export function zoneOfReader(): string {
  const reader = reading().getStore();
  return zoneFor(reader ? reader.timeZone : currentRequest()?.answer.zone);
}
