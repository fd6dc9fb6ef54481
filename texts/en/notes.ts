export const examples = {
  title: 'Notes by the API',
  intro:
    'An example: this page is a script that asks {api} with the cookie of your session. It holds no token, and could not read one.',
  noScript:
    'This example is the one page here that needs JavaScript. {notes} are there without it.',
  notes: 'Your notes',
} as const;

/** What its script says. */
export const notesExample = {
  here: 'Your notes are here.',
  yours: 'Your notes',
  older: 'Older',
  newNote: 'New note',
  none: 'There are no notes here yet.',
  changed: '{relation} · changed {when}',
  open: 'Open',
  close: 'Close',
  again: 'Try again',
  edit: 'Edit the note',
  created: 'The note is saved. So far only you can see it.',
  saved: 'The note is saved.',
  behind:
    'Somebody else changed this note while you were writing. What you typed is still here. Save once more to put it in the place of theirs, or close and open the note to see it.',
  delete: 'Delete',
  deleteYes: 'Yes, delete it for everybody',
  keep: 'Keep it',
  deleted: 'The note is deleted, for everybody.',
  noAnswer: 'There was no answer',
  noAnswerDetail:
    'Check your connection and try again. What you typed is still here; if you sent it before, look whether it was saved.',
  signedOut: 'You were signed out',
  signedOutDetail:
    'You were signed out. Nothing was changed, and what you typed is still here. Sign in again in another tab, then send it once more.',
} as const;
