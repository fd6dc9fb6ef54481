export const roles = {
  member: 'member',
  support: 'support',
  administrator: 'administrator',
} as const;

/** The list of everybody. */
export const users = {
  title: 'People',
  all: 'All people',
  intro: 'Everybody who has an account here.',
  find: 'Find in names and addresses',
  accounts: 'Accounts',
  found: 'What was found',
  none: 'There are no more people.',
  noneFound: 'Nobody fits what was asked for.',
  noneYet: 'Among the first {count} people there was nobody. Go on to look at the next.',
  part: 'One page looks at {count} people. Go on to look at the next.',
  /** "Pages of users" */
  list: 'people',
  everybody: 'Show everybody',
  person: 'Person',
  role: 'Role',
  state: 'State',
  created: 'Created',
  seen: 'Last seen',
  never: 'never',
  noFactor: 'no second factor',
} as const;

/** Which people are asked for. */
export const userFilter = {
  role: 'Role',
  state: 'State',
  all: 'All',
  apply: 'Show',
  active: 'Active',
  disabled: 'Disabled',
  'no-factor': 'Active, without a second factor',
  /** The same to those who may not know it of staff. */
  membersOnly: 'Active members without a second factor',
  never: 'Never signed in',
  'signed-in': 'Signed in somewhere',
  noSuch: 'There is no such choice. All are shown.',
} as const;

export const userExport = {
  title: 'Export',
  all: 'Everybody, with what this list shows of them. The export becomes an entry of the audit log.',
  some: 'Those whom this list shows, on all its pages. The export becomes an entry of the audit log.',
  csv: 'Export as CSV',
  exporting: 'Exporting…',
} as const;

/** What takes something away. */
export const dangerZone = {
  title: 'Danger zone',
  intro: 'What changes what this person may do, or takes it away.',
} as const;

/** What is known of one of them. */
export const userFacts = {
  title: 'Account',
  address: 'Address',
  role: 'Role',
  state: 'State',
  disabled: 'Disabled since',
  reason: 'Reason',
  noReason: 'None was given.',
  created: 'Created',
  seen: 'Last seen',
  never: 'never',
  factor: 'Second factor',
  hasFactor: 'set up',
  noFactor: 'none',
  id: 'Id',
  help: 'Help',
  activity: 'Latest activity',
  noActivity: 'Nothing has happened yet.',
} as const;

export const userSessions = {
  title: 'Sessions',
  none: 'Signed in nowhere.',
  count: 'Signed in on {count, plural, one {# device} other {# devices}}.',
  endAll: 'End all sessions',
  seen: 'last seen {seen} from {address} · signed in {since}',
  end: 'End',
  of: 'the session in {browser}',
  /** "Pages of sessions" */
  list: 'sessions',
} as const;

/** What somebody may reach. */
export const reach = {
  title: 'Access',
  intro:
    'Each thing by its number, never what stands in it. What anybody may, and what the role allows, is not listed.',
  none: 'They own nothing, and nothing is shared with them.',
  noMore: 'Nothing more.',
  thing: '{relation} of a {kind}',
  made: 'since {time}, created by them',
  given: 'since {time}, from {giver}',
  deleted: 'a deleted account',
  /** "Pages of access" */
  list: 'access',
} as const;

export const enableUser = {
  title: 'Enable the account again',
  text: 'Its owner can sign in from then on, with the password they had.',
  submit: 'Enable',
} as const;

export const resetUser = {
  title: 'Ask for a new password',
  text: 'All their sessions end, and a mail asks the owner to set a new password. Nobody else can set one; until they do, the old one goes on working.',
  submit: 'Send reset email',
} as const;

export const disableForm = {
  title: 'Disable the account',
  submit: 'Disable',
  submitting: 'Disabling…',
  intro: 'They are signed out everywhere at once and can’t sign in. Nothing of theirs is lost.',
  reason: 'Reason',
  reasonHint: 'For those who administer. The owner is not shown it.',
  until: 'Until (optional)',
  untilHint: 'In the time of {zone}. Then the account is active again by itself.',
} as const;

export const roleForm = {
  title: 'Change the role',
  submit: 'Change role',
  submitting: 'Changing…',
  intro: 'From their next request on. Their sessions go on, and a mail tells them.',
  role: 'Role',
} as const;

export const deleteUserForm = {
  title: 'Delete the account',
  submit: 'Delete this account',
  submitting: 'Deleting…',
  intro:
    'This permanently deletes the account and everything in it. The log of what happened stays, and the owner gets a last mail.',
  email: 'Type {email} to be sure',
} as const;

export const userRefusals = { otherEmail: 'This is not the address of this account.' } as const;

/** What serves the site. */
export const system = {
  title: 'System',
  processes: 'Processes that serve this site',
  none: 'None has been noted yet. Reload the page in a few seconds.',
  process: 'Machine and process',
  version: 'Version and build',
  started: 'Started',
  seen: 'Last seen',
} as const;

export const systemDatabase = {
  file: 'The database is a SQLite file, which one process serves.',
  server: 'The database is PostgreSQL; each process is a row here for as long as it serves.',
} as const;

export const systemDiffers = {
  build: 'Different builds serve. That is right during an update, and otherwise not.',
  key: 'The processes refuse forms of each other: their keys for forms differ. Copy what was built, and its key, from one machine to all.',
  secret:
    'Some processes have no SESSION_SECRET in common: people are signed out when they come to another. Set it the same for all.',
} as const;
