import { z } from 'zod';
import { cleaned, isVisible, turnsAround } from '#lib/text';

type Says = { isEmpty: string; isLong: string };

const TURNED = 'There are invisible characters here that turn text around.';

/**
 * A text on one line that people read: kept as it is seen (see `cleaned`), with something visible in it, at most
 * `max` code points of what is kept. Characters that turn text around are refused; marks of a direction, like
 * all that is invisible, are taken off.
 */
export const line = (max: number, says: Says, form: 'NFC' | 'NFKC' = 'NFKC') =>
  z.string().transform((typed, context) => {
    const text = cleaned(typed, form);
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    if (!isVisible(text)) return refuse(says.isEmpty);
    if (turnsAround(typed)) return refuse(TURNED);
    return [...text].length > max ? refuse(says.isLong) : text;
  });
