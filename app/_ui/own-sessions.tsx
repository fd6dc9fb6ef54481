import { cache } from 'react';
import { listSessions } from '#lib/session/list';

/** The sessions of the viewer: a page that lists them and the places beside it have them read once. */
export const ownSessions = cache(listSessions);
