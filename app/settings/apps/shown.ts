import 'server-only';
import { shownOnce } from '#forms/shown-once';

/** The token that was made just now. */
export const newToken = shownOnce<string>('token');
