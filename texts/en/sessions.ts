export const sessions = {
  title: 'Where you’re signed in',
  part: 'Sessions',
  intro: 'End any session you don’t recognise.',
  elsewhere: 'Elsewhere',
  others: 'You’re signed in on {count, plural, one {# other device} other {# other devices}}.',
  apps: '{count, plural, one {# app or access token} other {# apps and access tokens}} may use your account.',
  endOthers: 'Sign out everywhere else',
  browsers: 'Browsers',
  /** "Pages of sessions" */
  list: 'sessions',
} as const;

/** One of them. */
export const sessionRow = {
  here: 'This device',
  seen: 'last seen {seen} from {address} · signed in {since}',
  seenKept: 'last seen {seen} from {address} · signed in {since} · kept signed in',
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
