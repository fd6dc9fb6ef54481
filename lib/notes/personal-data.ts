import 'server-only';
import { notes } from '#drizzle/schema/notes';
import { forgetOwned } from '#lib/authorization/grants';
import { notesOf, sharesGivenBy, sharesReceivedBy } from '#lib/notes/export-notes';

type User = { id: string; email: string };

/** How the notes of a person are forgotten with the account, and what the download has of them. */
export const noteData = {
  forget: ({ id }: User) => forgetOwned('note', notes, id),
  lists: (user: User) => ({
    notes: notesOf(user),
    sharesGiven: sharesGivenBy(user),
    sharesReceived: sharesReceivedBy(user),
  }),
};
