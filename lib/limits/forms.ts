import 'server-only';
import {
  endingBySession,
  formsByUser,
  formsByUserDaily,
  writesByUser,
  writesByUserDaily,
} from '#lib/limits/limits';
import { byPerson } from '#lib/limits/person';
import { take } from '#lib/limits/take';

type Sender = { user: { id: string }; session: { id: string } };

/** What ends or secures something: of oneself, and what staff does to stop somebody. */
const ENDS_OR_SECURES = new Set([
  'session:end',
  'account:secure',
  'account:protect',
  'account:delete',
  'account:disable',
  'account:reset',
  'account:change-role',
]);

/** Whether an act ("session:end", "session:end:any") is one that nobody else's requests may stand in the way of. */
const endsOrSecures = (act: string) => ENDS_OR_SECURES.has(act.split(':').slice(0, 2).join(':'));

/**
 * Counts something that one person sends, by a form or from a page by the API: null, or when to come back
 * (seconds). What ends or secures something is counted by its session alone.
 */
export const countBrowserRequest = (sender: Sender, act: string) =>
  endsOrSecures(act)
    ? countEnding(sender)
    : take([...byPerson(formsByUser, sender), ...byPerson(formsByUserDaily, sender)]);

/** The same for what a program sends in their name: it uses up nothing of what they need to end it. */
export const countProgramRequest = (sender: Sender, act: string) =>
  endsOrSecures(act)
    ? countEnding(sender)
    : take([...byPerson(writesByUser, sender), ...byPerson(writesByUserDaily, sender)]);

const countEnding = ({ session }: Sender) => take([[endingBySession, session.id]]);
