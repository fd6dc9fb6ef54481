import 'server-only';
import { formsByUser, formsByUserDaily } from '#lib/limits/rule';
import { take } from '#lib/limits/take';

/** Counts something that one person sends, by a form or by the API: null, or when to come back (seconds). */
export const takeForm = (userId: string) =>
  take([
    [formsByUser, userId],
    [formsByUserDaily, userId],
  ]);
