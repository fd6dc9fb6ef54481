/** What happened, by the kind of event of lib/product/audit-events: as staff and the person are told. */
export const productEvents = {} as const;

/**
 * The words for each kind of thing of the product: „Notiz“, „eine Notiz“, „Notizen“. The sentences put them in as they
 * are, the second only as a subject or after a colon, so a word of any gender fits.
 */
export const things = { note: 'Notiz' } as const;
export const oneThing = { note: 'eine Notiz' } as const;
export const manyThings = { note: 'Notizen' } as const;

/** What people fill in is called, by kind and name. */
export const thingFields = { 'note:title': 'Titel', 'note:text': 'Text' } as const;

export const productScopes = {
  'notes:read': 'Ihre und mit Ihnen geteilte Notizen lesen',
  'notes:write': 'Notizen schreiben, löschen und teilen, so wie Sie selbst es dürfen',
} as const;
