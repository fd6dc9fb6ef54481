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
  never: 'The log has not been verified yet.',
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

/** What is wrong with the log, as staff and the operator read it. */
export const auditFaults = {
  missing:
    '{count, plural, one {Entry {first} is missing.} other {Entries {first} to {last} are missing.}}',
  changed: 'Entry {seq} does not fit: it, or the one before, was changed, moved or put in.',
  noHead: 'The head is missing.',
  cutOff: 'The log ends at entry {last}, and there were {head}: the last are missing.',
  added: 'The log should end at entry {head}: what follows was put in.',
  otherHead: 'Entry {last} is not the one that was written last: it was changed.',
  start: 'No entry says that the log was trimmed up to entry {seq}: its start was taken away.',
  unguarded:
    '{count, plural, one {The database lacks a trigger that guards the log, or has another in its place: {names}.} other {The database lacks triggers that guard the log, or has others in their place: {names}.}}',
  waiting:
    '{count, plural, one {1 entry waits outside the log: not sealed since {since}.} other {# entries wait outside the log: not sealed since {since}.}}',
  notedTrimmed: 'Entry {seq} was trimmed and cannot be compared any more. Note a newer head.',
  notedGone: 'Entry {seq}, which was noted, is not there: the end of the log was taken away.',
  notedOther: 'Entry {seq} is not the one that was noted: the log was written anew.',
  otherInTree: 'Entry {seq} is not the one that the tree over the log has: it was written anew.',
  brokenTree: 'The tree over the log does not fit together from entry {seq} on: it was changed.',
  witnessedGone:
    'The witness has seen {size, plural, one {1 entry} other {# entries}}, and the tree over the log has fewer: the end of the log was taken away.',
  witnessedOther:
    'The first {size, plural, one {entry is} other {# entries are}} not what the witness has seen: the log was written anew.',
} as const;
