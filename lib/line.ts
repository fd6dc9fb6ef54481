import { z } from 'zod';
import { fieldError } from '#lib/coded';
import { cleaned, isVisible, turnsAround } from '#lib/text';

type Says = { isEmpty: string; isLong: string };

const TURNED = fieldError('turned');

/**
 * Beside what is seen there may be a good deal that is not, and is taken off. So much more than what is kept is too
 * long before anybody looks at it.
 */
const MOST_TYPED = 10;

/**
 * A text on one line that people read: kept as it is seen (see `cleaned`), with something visible in it, at most
 * `max` code points of what is kept. Characters that turn text around are refused; marks of a direction, like
 * all that is invisible, are taken off.
 */
export const line = (max: number, says: Says, form: 'NFC' | 'NFKC' = 'NFKC') =>
  z.string().transform((typed, context) => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    if ([...typed].length > MOST_TYPED * max) return refuse(says.isLong);
    const text = cleaned(typed, form);
    if (!isVisible(text)) return refuse(says.isEmpty);
    if (turnsAround(typed)) return refuse(TURNED);
    return [...text].length > max ? refuse(says.isLong) : text;
  });
