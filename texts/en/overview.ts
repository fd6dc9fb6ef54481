/** The first page of those who administer. */
export const overview = {
  title: 'Overview',
  intro: '{time}. What is counted here is up to a minute old.',
  numbers: 'Numbers',
} as const;

/** Each number with what stands under it. */
export const overviewNumbers = {
  people: 'People',
  more: 'more than {count}',
  atLeast: 'at least {count}',
  fresh: '{count} new in 30 days',
  now: 'Signed in now',
  sessions: '{count, plural, one {in # session} other {in # sessions}}',
  signIns: 'Sign-ins',
  today: 'in 30 days · {count} today',
  failures: 'Failed tries',
  worst: 'in 30 days · {count} on {day}',
  noFailures: 'in 30 days',
  disabled: 'Disabled',
  ofAll: '{share} of all',
} as const;

export const signInChart = {
  title: 'Sign-ins and failed tries',
  says: '{ok} sign-ins and {bad} failed tries in 30 days. The table below has every number.',
  ok: 'sign-ins',
  bad: 'failed tries',
  bar: '{day}: {ok} sign-ins, {bad} failed',
  table: 'Show the numbers as a table',
  day: 'Day',
  none: 'Nobody has signed in within 30 days.',
  cut: 'Of one hour no more than {most} are counted, so some bars are too short.',
} as const;

/** Sign-ins by the hour of the week. */
export const signInTimes = {
  title: 'When people sign in',
  says: 'Most on {day} between {from} and {to}: {count}.',
  zone: 'In the time of {zone}. Each square is one hour of the week; a stronger colour means more.',
  one: '{day}, {hour}: {count}',
  none: 'Nobody has signed in within 30 days.',
} as const;

export const signInWays = {
  title: 'How people sign in',
  says: 'By the newest sessions in browsers.',
  none: 'Nobody is signed in.',
  password: 'Password',
  factor: 'Password and second factor',
  passkey: 'Passkey',
  provider: 'Account elsewhere',
  code: 'Code by mail',
  other: 'Another way',
} as const;

/** What somebody should do something about. */
export const lookAt = {
  title: 'Look at this',
  nothing: 'Nothing needs you.',
  see: 'Show',
  of: '“{what}”',
  broken: 'The audit log was changed',
  brokenSays: '{count, plural, one {# fault was} other {# faults were}} found.',
  unseen: 'The audit log is not verified',
  unseenSays: 'The log was last verified {ago}; {entries}.',
  /** What stands in it. */
  unseenEntries: '{count, plural, one {# entry has} other {# entries have}} come since',
  unseenNever: 'It was never verified.',
  spike: '{count} failed tries on {day}',
  spikeSays: 'On most days there are fewer than {usual}.',
  staff:
    '{count, plural, one {# of the staff has} other {# of the staff have}} no second factor ({role})',
  mails: '{count, plural, one {# mail was given up on} other {# mails were given up on}}',
  mailsSays: 'They can be sent again.',
  noBackup: 'There is no backup',
  noBackupSays: 'Make one with “gatehouse db backup”.',
  oldBackup: 'The last backup is old',
  oldBackupSays: 'It was made {ago}.',
  disk: 'The disk is nearly full',
  diskSays: '{free} are free.',
} as const;

/** What serves the site, a line each. */
export const health = {
  title: 'System',
  log: 'Audit log',
  never: 'not verified yet',
  whole: 'whole up to entry {last}, {ago}',
  changed: 'changed',
  mail: 'Mail',
  mails: '{waiting} waiting, {failed} given up on',
  backup: 'Last backup',
  none: 'none',
  disk: 'Free on the disk',
  processes: 'Processes',
  same: '{count, plural, one {# serves} other {# serve}}, all of one build',
  differ: '{count, plural, one {# serves} other {# serve}}, and they differ',
  good: 'good:',
  bad: 'look at this:',
} as const;

export const recentEntries = {
  title: 'Latest entries of the log',
  all: 'All entries',
  none: 'There are no entries.',
} as const;
