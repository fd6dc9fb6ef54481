/** What happened, by the kind of event of lib/product/audit-events: as staff and the person are told. */
export const productEvents = {} as const;

/**
 * The words for each kind of thing of the product: "the note", "a note", "the notes". With the article but for one of
 * its kind: the sentences say "all the notes" and "delete the note", and no word of theirs follows the gender.
 */
export const things = { note: 'الملاحظة' } as const;
export const oneThing = { note: 'ملاحظة' } as const;
export const manyThings = { note: 'الملاحظات' } as const;

/** What people fill in is called, by kind and name. */
export const thingFields = { 'note:title': 'العنوان', 'note:text': 'النص' } as const;

export const productScopes = {
  'notes:read': 'قراءة ملاحظاتك والملاحظات التي تتم مشاركتها معك',
  'notes:write': 'كتابة الملاحظات وحذفها ومشاركتها في حدود ما يحق لك',
} as const;
