/** What somebody can be to a thing, and what each who is given it can do. */
export const relations = { owner: 'owner', editor: 'editor', viewer: 'viewer' } as const;
export const oneRelation = { editor: 'an editor', viewer: 'a viewer' } as const;
export const relationMeans = {
  viewer: 'Viewer: can read',
  editor: 'Editor: can read and write',
} as const;

/** The list of those who have access to a thing. */
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
  saveRole: 'Save role',
  withdraw: 'Withdraw offer',
  offer: 'Offer ownership',
  remove: 'Remove',
  of: 'of {address}',
} as const;

export const shareForm = {
  title: 'Share this {thing}',
  submit: 'Share',
  submitting: 'Sharing…',
  intro:
    'Everyone with access sees the list of people, with their addresses. We mail the address that {one} was shared, and nothing of what is in it.',
  role: 'Role',
} as const;

export const shareRefusals = {
  ownAddress: 'This is your own address. You own this {thing} already.',
  tooMany: 'This {thing} is shared with as many people as it can be. Remove somebody first.',
} as const;

/** A thing that its owner wants to hand over. */
export const offer = {
  title: '{owner} offers you this {thing}',
  text: 'If you accept, it is yours: you decide who sees it, and everybody in the list sees your address. {owner} becomes {relation}.',
  noRoom:
    'There is no room for it: all your {things} together may take up {megabytes} MB. Delete others first, then you can accept it here.',
  accept: 'Accept',
  decline: 'Decline',
} as const;
