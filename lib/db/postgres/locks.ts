import 'server-only';

/** What one process of all on a database does at a time: the number of an advisory lock of PostgreSQL's. */
export const ONE = { migrates: 5_577_017, seals: 5_577_018, leads: 5_577_019 } as const;
