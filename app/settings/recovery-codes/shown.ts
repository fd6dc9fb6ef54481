import 'server-only';
import { shownOnce } from '#forms/shown-once';

/** What one answer shows, and the form that asked for it. */
export type ShownCodes = { codes: string[]; form: string };

/** The codes that were made just now. */
export const newCodes = shownOnce<ShownCodes>('codes');
