import 'server-only';
import { formsByUser, formsByUserDaily, writesByUser, writesByUserDaily } from '#lib/limits/rule';
import { take } from '#lib/limits/take';

/** Counts something that one person sends, by a form or from a page by the API: null, or when to come back (seconds). */
export const takeForm = (userId: string) =>
  take([
    [formsByUser, userId],
    [formsByUserDaily, userId],
  ]);

/** The same for what a program sends in their name: it uses up nothing of what they need to end it. */
export const takeWrite = (userId: string) =>
  take([
    [writesByUser, userId],
    [writesByUserDaily, userId],
  ]);
