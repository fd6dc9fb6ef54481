import 'server-only';
import { z } from 'zod';
import { fieldError } from '#lib/coded';
import { fromCursor, type List } from '#lib/pages';

const NO_PLACE = fieldError('place_wrong');
const NO_LIMIT = fieldError('limit_wrong');

/** What an operation takes whose list comes in pages: where the page begins, and how many it has. */
export const pageQuery = (list: List) =>
  z.object({
    after: z
      .string()
      .transform((cursor, context) => {
        const place = fromCursor(list, cursor);
        if (place === null) context.addIssue({ code: 'custom', message: NO_PLACE });
        return place ?? z.NEVER;
      })
      .optional()
      .meta({ description: 'What the page before said as `next`.' }),
    limit: z
      .string()
      .regex(/^([1-9]\d?|100)$/, NO_LIMIT)
      .transform(Number)
      .optional()
      .meta({ description: 'How many at most: 1 to 100, else 25.' }),
  });
