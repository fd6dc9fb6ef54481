/** The list of the things of a kind that somebody may see. */
export const thingList = {
  all: 'All {things}',
  newThing: 'New {thing}',
  yours: 'Your {things}',
  changed: '{relation} · changed {when}',
  offered: 'Offered to you',
  none: 'There are no {things} here yet.',
  noMore: 'There are no more {things}.',
} as const;

export const thingPage = {
  changed: 'you are its {relation} · changed {when}',
  empty: 'Nothing is written here yet.',
  share: 'Share',
  delete: 'Delete',
  leave: 'Leave',
} as const;

/** Of every form that writes a thing. */
export const thingForm = {
  upTo: 'Up to {most, number} characters.',
  submit: 'Save {thing}',
  submitting: 'Saving…',
} as const;

export const thingRefusals = {
  nothingSaved: 'Nothing was saved.',
  noRoom:
    'There is no room for this {thing}: all your {things} together may take up {megabytes} MB. Make it shorter, or delete another first. What you typed is still here.',
  noRoomAtOwner:
    'There is no room for this: all {things} of one account together may take up {megabytes} MB, and this one counts in the account of its owner. Make it shorter, or delete another first. What you typed is still here.',
} as const;

/** Who changed a thing that somebody is still writing in. */
export const changedBy = {
  you: 'You changed this {thing} in another tab while you were writing here. What you typed is still here.',
  both: 'This {thing} was changed while you were writing, the last time by you in another tab. What you typed is still here.',
  another:
    'Somebody else changed this {thing} while you were writing. What you typed is still here.',
} as const;

/** What the form says to a person who writes in a thing that was changed. */
export const behind = {
  look: 'Look at {now} before you save: saving puts what is here in its place.',
  now: 'the {thing} as it is now (in a new tab)',
} as const;

/** In the place of a form that can no longer be saved. */
export const lostThing = {
  title: 'You can no longer edit this {thing}',
  text: 'Nothing was saved: it was deleted, or you were taken off the list of those who may edit it. What you typed is below, for you to copy.',
  back: 'Go to your {things}',
} as const;

export const deleteThing = {
  title: 'Delete this {thing}?',
  text: 'This permanently deletes {title}, for you and for everybody it is shared with.',
  submit: 'Delete the {thing}',
  keep: 'Keep it',
} as const;

export const leaveThing = {
  title: 'Leave this {thing}?',
  text: 'You will no longer see {title}. Only its owner can share it with you again.',
  submit: 'Leave the {thing}',
  stay: 'Stay',
} as const;

/** What was done to a thing: told at the top of the page that it leads to. */
export const thingDone = {
  made: 'The {thing} is saved. So far only you can see it.',
  saved: 'The {thing} is saved.',
  deleted: 'The {thing} is deleted, for everybody.',
  left: 'You have left the {thing}.',
  shared: 'The {thing} is shared. The list below has everybody it is shared with.',
  role: 'The role is changed.',
  removed: 'They no longer have access.',
  offered: 'The {thing} is offered. It stays yours until the offer is accepted.',
  withdrawn: 'The offer is withdrawn. The {thing} stays yours.',
  accepted: 'This {thing} is yours now.',
  declined: 'You have declined. The {thing} stays with its owner.',
} as const;

/** What is no success. */
export const thingNoted = {
  there: 'This form made this {thing} before, and it was changed since. Nothing was changed now.',
} as const;

/** What somebody asked of a thing and may not have. */
export const auditRefusedThing = {
  read: '{one}',
  edit: 'a change of {one}',
  delete: 'deleting {one}',
  share: 'sharing {one}',
  offer: 'offering {one}',
  accept: 'taking {one} over',
  leave: 'leaving {one}',
} as const;

/** What people make, where the product has no kind of thing. */
export const anyThing = { one: 'thing', many: 'things' } as const;
