export const relations = { owner: 'owner', editor: 'editor', viewer: 'viewer' } as const;

/** The list of those who have access to a note. */
export const access = {
  title: 'Who has access',
  all: 'All {count} people',
  you: 'You',
  somebody: 'somebody who has no access any more',
} as const;

/** How somebody got it. */
export const accessHow = {
  made: '{relation} · made it · {when}',
  shared: '{relation} · shared by {giver} · {when}',
  tookOver: '{relation} · took it over from {giver} · {when}',
} as const;

export const sharing = {
  back: 'Back to {title}',
  people: 'People',
  /** "Pages of people" */
  list: 'people',
  roleOf: 'Role of {address}',
  viewer: 'Viewer',
  editor: 'Editor',
  saveRole: 'Save role',
  withdraw: 'Withdraw offer',
  offer: 'Offer ownership',
  remove: 'Remove',
  of: 'of {address}',
} as const;

export const shareForm = {
  title: 'Share this note',
  submit: 'Share',
  submitting: 'Sharing…',
  intro:
    'Everyone with access sees the list of people, with their addresses. We mail the address that a note was shared, and nothing of what is in it.',
  role: 'Role',
  viewer: 'Viewer: can read',
  editor: 'Editor: can read and write',
} as const;

export const shareRefusals = {
  ownAddress: 'This is your own address. You own this note already.',
  tooMany: 'This note is shared with as many people as it can be. Remove somebody first.',
} as const;

/** A note that its owner wants to hand over. */
export const offer = {
  title: '{owner} offers you this note',
  text: 'If you accept, it is yours: you decide who sees it, and everybody in the list sees your address. {owner} becomes an editor.',
  noRoom:
    'There is no room for it: all your notes together may take up {megabytes} MB. Delete others first, then you can accept it here.',
  accept: 'Accept',
  decline: 'Decline',
} as const;
