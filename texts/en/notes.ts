export const notes = {
  title: 'Notes',
  all: 'All notes',
  /** "Pages of notes" */
  list: 'notes',
  newNote: 'New note',
  yours: 'Your notes',
  changed: '{relation} · changed {when}',
  offered: 'Offered to you',
  none: 'There are no notes here yet.',
  noMore: 'There are no more notes.',
} as const;

export const note = {
  section: 'Note',
  changed: 'you are its {relation} · changed {when}',
  empty: 'Nothing is written here yet.',
  share: 'Share',
  delete: 'Delete',
  leave: 'Leave',
} as const;

/** Of every form that writes a note. */
export const noteForm = {
  title: 'Title',
  text: 'Text',
  hint: 'Up to 20,000 characters.',
  submit: 'Save note',
  submitting: 'Saving…',
} as const;

export const noteRefusals = {
  nothingSaved: 'Nothing was saved.',
  noRoom:
    'There is no room for this note: all your notes together may take up {megabytes} MB. Make it shorter, or delete another first. What you typed is still here.',
  noRoomAtOwner:
    'There is no room for this: all notes of one account together may take up {megabytes} MB, and this one counts in the account of its owner. Make it shorter, or delete another first. What you typed is still here.',
} as const;

/** Who changed a note that somebody is still writing in. */
export const changedBy = {
  you: 'You changed this note in another tab while you were writing here. What you typed is still here.',
  both: 'This note was changed while you were writing, the last time by you in another tab. What you typed is still here.',
  another: 'Somebody else changed this note while you were writing. What you typed is still here.',
} as const;

/** What the form says to a person who writes in a note that was changed. */
export const behind = {
  look: 'Look at {note} before you save: saving puts what is here in its place.',
  note: 'the note as it is now (in a new tab)',
} as const;

/** In the place of a form that can no longer be saved. */
export const lostNote = {
  title: 'You can no longer edit this note',
  text: 'Nothing was saved: it was deleted, or you were taken off the list of those who may edit it. What you typed is below, for you to copy.',
  back: 'Go to your notes',
} as const;

export const deleteNote = {
  title: 'Delete this note?',
  text: 'This permanently deletes {title}, for you and for everybody it is shared with.',
  submit: 'Delete the note',
  keep: 'Keep it',
} as const;

export const leaveNote = {
  title: 'Leave this note?',
  text: 'You will no longer see {title}. Only its owner can share it with you again.',
  submit: 'Leave the note',
  stay: 'Stay',
} as const;
