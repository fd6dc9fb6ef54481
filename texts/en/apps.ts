/** The programs that were let in, and the tokens that somebody made for programs of their own. */
export const apps = {
  title: 'Apps and access tokens',
  part: 'Apps',
  intro: 'What may use your account without you.',
  apps: 'Apps',
  noApps: 'No app has access to your account.',
  whatApps: 'An app or site that you let in is listed here, with what it may do.',
  tokens: 'Access tokens',
  noTokens: 'You have made none.',
  whatTokens: 'A token is for a script that nobody sits in front of.',
  /** "Pages of apps" */
  list: 'apps and tokens',
  shown: 'Your new access token',
  once: 'It is shown only now. Copy it to where it is needed, and keep it like a password: anybody who has it may do what you ticked.',
  use: 'Programs send it in the header “Authorization: Bearer …”, never in an address.',
  kept: 'I have copied it',
} as const;

/** One of them. */
export const appRow = {
  seen: 'last seen {seen} from {address} · let in {since}',
  used: 'last used {seen} from {address} · made {since}',
  unused: 'not used yet · made {since}',
  browsers: 'Signed in there in {count, number} browsers.',
  may: 'It may: {scopes}.',
  appEnds: 'It ends on {time} at the latest. To let it do less, sign it out and let it in again.',
  tokenEnds: 'It ends on {time}.',
  signOut: 'Sign out',
  end: 'End',
} as const;

export const tokenForm = {
  title: 'Make an access token',
  intro: 'For a script or a program of yours that cannot ask you in a browser.',
  name: 'Name',
  nameHint: 'What it is for, such as “Nightly backup”.',
  scopes: 'It may',
  days: 'It ends after',
  day7: '7 days',
  day30: '30 days',
  day90: '90 days',
  day365: 'a year',
  submit: 'Make the token',
  submitting: 'Making it…',
} as const;

/** Why none was made. */
export const tokenAnswers = {
  noScope: 'Tick at least one thing that it may do.',
  shownBefore:
    'This form made its token before, and it is not shown again. If you did not copy it, end it and make another.',
  tooMany: 'You have as many access tokens as one can have. End one first.',
} as const;

export const tokenMail = {
  subject: 'An access token was made for your account',
  made: 'An access token was made for your account at {site}. Anybody who has it may use your account for {days, plural, one {# day} other {# days}}.',
  where: 'You find it at {url}/settings/apps, where you can end it at any time.',
  may: 'It may',
} as const;
