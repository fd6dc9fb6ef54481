/** What happened, by the kind of event of lib/product/audit-events: as staff and the person are told. */
export const productEvents = {} as const;

/** The words for each kind of thing of the product: "note", "a note", "notes". */
export const things = { note: 'note' } as const;
export const oneThing = { note: 'a note' } as const;
export const manyThings = { note: 'notes' } as const;

/** What people fill in is called, by kind and name. */
export const thingFields = { 'note:title': 'Title', 'note:text': 'Text' } as const;

/** What a program can be let in for with the things of the product, as a person reads it before saying yes. */
export const productScopes = {
  'notes:read': 'Read your notes and those shared with you',
  'notes:write': 'Write, delete and share notes as you may yourself',
} as const;
