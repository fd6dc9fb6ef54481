/** The page of the log. What happened, each entry says: texts/en/audit. */
export const auditLog = {
  title: 'Audit log',
  intro: 'Every security event, newest first. Times are in {zone}.',
  entries: 'Entries',
  none: 'No matching entries.',
  /** "Pages of entries" */
  list: 'entries',
} as const;

export const auditFilter = {
  title: 'What to look for',
  type: 'Event',
  all: 'All',
  person: 'Person (address or account ID)',
  from: 'From',
  to: 'To',
  zone: '({zone})',
  apply: 'Apply',
  clear: 'Clear filters',
  noDay: 'Give a day as YYYY-MM-DD.',
  noType: 'There is no such kind of event.',
} as const;

export const auditEntry = {
  failure: 'failure',
  account: 'Account',
  nobodys: 'nobody’s',
  by: 'By',
  from: 'From',
  about: 'About',
  person: 'the person',
  sender: 'whoever sent it',
  staff: '{role} {who}',
  operator: 'the operator',
  system: 'the system',
} as const;

/** What the last verification found. */
export const auditState = {
  never: 'The log has not been verified since the server started.',
  whole:
    'All entries up to {last} were verified on {time}: nothing was changed, nothing is missing.',
  unverified: '{count, plural, one {# entry is} other {# entries are}} not yet verified.',
  verified: 'Those up to {last} were, on {time}: nothing was changed, nothing is missing.',
  verify: 'Verify now',
  changed: 'The log was changed',
  at: 'Verified on {time}.',
} as const;

export const auditExport = {
  title: 'Export',
  all: 'All entries, of every person and kind. The export itself becomes an entry.',
  days: 'All entries of the days chosen above, of every person and kind. The export itself becomes an entry.',
  ndjson: 'Export as NDJSON',
  csv: 'Export as CSV',
  exporting: 'Exporting…',
} as const;
