/** Where one can go, also as the head of a card says where one goes next. */
export const places = {
  dashboard: 'Dashboard',
  profile: 'Profile',
  email: 'Email',
  security: 'Sign-in & security',
  password: 'Password',
  authenticator: 'Authenticator app',
  'recovery-codes': 'Recovery codes',
  passkeys: 'Passkeys',
  connections: 'Connected accounts',
  apps: 'Apps',
  sessions: 'Devices',
  activity: 'Activity',
  data: 'Your data',
  administration: 'Administration',
  overview: 'Overview',
  users: 'People',
  programs: 'Apps',
  audit: 'Audit log',
  mail: 'Mail',
  system: 'System',
  device: 'Device',
  examples: 'Examples',
  settings: 'Settings',
  admin: 'Admin',
} as const;

/** What stands around every page. */
export const frame = {
  skip: 'Skip to the content',
  skipToForm: 'Skip to the form',
  account: 'Account',
  site: 'Site',
  menu: ', account menu',
  yourAccount: 'Your account',
  yourProfile: 'Your profile',
  signOut: 'Sign out',
  signingOut: 'Signing out…',
  signIn: 'Sign in',
  host: 'Self-hosted on {host}',
  terms: 'Terms',
  privacy: 'Privacy',
  support: 'Support',
  next: 'next → {place}',
  noCookies:
    'Your browser keeps no cookies of this site, and without them nobody can sign in. Allow cookies here, then try again.',
  captured:
    'No mail server is set, so the mail was captured: {mailbox}. The first time, use its link with the key, which the server printed when it started.',
  mailbox: 'open the mailbox',
} as const;

export const sessionWatch = {
  ended: 'You were signed out. What you typed is still here. Sign in again, then send it.',
  another:
    'Somebody else is signed in now. What you typed is still here, but it can only be sent from the account it was typed in.',
  back: 'You are signed in again. What you typed is still here, and can be sent.',
  signIn: 'Sign in again',
} as const;

export const accountState = {
  open: 'Active',
  disabled: 'Disabled',
  until: 'until {time}',
} as const;

/** The way through a long list. */
export const pages = {
  of: 'Pages of {list}',
  newest: 'Newest',
  older: 'Older',
  first: 'First page',
  next: 'Next page',
  more: 'More',
  none: 'This address leads to no page of the list.',
} as const;

/** The first page, which is open to everybody. */
export const home = {
  title: 'Sign-in that your application owns',
  intro: 'This is {site}: accounts, sessions and a gate in front of every private page.',
  here: 'On this server',
  reach: 'Out of reach',
  ended: 'Ended means ended',
  dashboard: 'Go to your dashboard',
  createAccount: 'Create account',
} as const;

/** Under each of its promises. */
export const homeHints = {
  here: 'Your password is checked here, in its own database, and nowhere else.',
  reach: 'Nothing that opens your account is ever given to a script in your browser.',
  ended: 'Sign out one device or all of them, and they are out at once.',
} as const;
