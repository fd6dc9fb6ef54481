export const sessions = {
  title: 'Devices',
  intro: 'Sign out what you don’t recognise, then choose a new password.',
  where: 'Where you’re signed in',
  nowhere: 'You’re signed in nowhere else.',
  others: 'You’re signed in on {count, plural, one {# other device} other {# other devices}}.',
  apps: '{count, plural, one {# app or access token} other {# apps and access tokens}} may use your account.',
  /** "This signs out Firefox on Linux (2), curl and 3 more." Then the button that does it. */
  ends: 'This signs out {names}.',
  several: '{name} ({count, number})',
  more: '{count, number} more',
  endOthers: 'Sign out everywhere else',
  this: 'The one you are using',
  browsers: 'Other browsers',
  programs: 'Programs and sites',
  mayDo: 'What they may do',
  /** "Pages of devices" */
  list: 'devices',
} as const;

/** One of them. */
export const sessionRow = {
  here: 'This device',
  isNew: 'New',
  seen: 'Active {seen} · signed in {since}',
  seenKept: 'Active {seen} · signed in {since} · kept signed in',
  letIn: 'Active {seen} · let in {since}',
  near: 'Same network as you',
  activity: 'Activity',
  end: 'Sign out',
} as const;

export const allowedSites = {
  title: 'Sites you sign in to',
  intro: 'They are told who you are without asking you again, while you are signed in here.',
  used: 'last used {used} · allowed {since} · is told: {scopes}',
  own: 'It belongs to the people who run this site, so nobody is asked.',
  end: 'Take back',
} as const;

export const trustedBrowsers = {
  title: 'Trusted browsers',
  intro:
    'Here you are not asked for a second factor when you sign in. Whatever is sensitive still asks for it.',
  used: 'last used {used} · trusted from {address} · until {until}',
  end: 'End trust',
} as const;

/** With what somebody came, as far as a user agent can be believed. */
export const browserNames = {
  unknown: 'Unknown browser',
  script: 'A script',
  loopback: 'this machine',
  on: '{name} on {system}',
  token: 'Access token “{name}”',
} as const;
