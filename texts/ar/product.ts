/** What happened, by the kind of event of lib/product/audit-events: as staff and the person are told. */
export const productEvents = {} as const;
