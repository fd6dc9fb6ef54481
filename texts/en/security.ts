/** Where everything stands by which somebody signs in. */
export const security = {
  part: 'Sign-in & security',
  title: 'Sign-in & security',
  intro: 'How you get in, and where you are signed in.',
  needsFactor:
    'Your account needs a second factor on this site. From {time} on nothing else opens until you have set one up.',
  ways: 'Ways to sign in',
  second: 'Second step',
  secondIntro: 'What is asked for after your password or a mailed code.',
  where: 'Where you are signed in',
  password: 'Password',
  passwordNone: 'Not set.',
  passwordChange: 'Change',
  passwordChoose: 'Set a password',
  passkeys: 'Passkeys',
  passkeysCount:
    '{count, plural, =0 {None. One signs you in with your finger, face or PIN.} one {# passkey.} other {# passkeys.}}',
  connectionsCount:
    '{count, plural, =0 {None. One signs you in without a password of ours.} one {# account.} other {# accounts.}}',
  addPasskey: 'Add a passkey',
  allPasskeys: 'All {count} passkeys',
  byCode: 'a mailed code signs you in',
  app: 'Authenticator app',
  appNone: 'Not set up. It works without a network.',
  appChange: 'Change',
  setUp: 'Set up',
  codes: 'Recovery codes',
  codesNone: 'None. Ten codes to print or save, each for one sign-in when you have lost the rest.',
  codesLeft: '{left, plural, one {# code} other {# codes}} left.',
  codesMissing: 'Missing',
  codesFew: 'Few left',
  getCodes: 'Get recovery codes',
  warnMissing:
    'You have no recovery codes. If you lose what you prove yourself with, you are locked out.',
  warnFew:
    'You have {left, plural, =0 {no recovery code} one {# recovery code} other {# recovery codes}} left. Get new ones before they run out.',
  trusted: 'Trusted browsers',
  trustedCount:
    '{count, plural, =0 {None: the second step is asked for everywhere.} one {# browser is not asked for it.} other {# browsers are not asked for it.}}',
  apps: 'Apps and access tokens',
  appsCount:
    '{count, plural, =0 {Nothing uses your account without you.} one {# may use your account.} other {# may use your account.}}',
  look: 'Look at them',
  /** What follows when a thing was set up, or used. */
  added: 'added {when}',
  used: 'last used {when}',
  neverUsed: 'not used yet',
} as const;

/** The pass of an account: what protects it, and what is left to do. */
export const pass = {
  of: 'gate pass · {email}',
  until: 'valid until {time}',
  ring: '{done} of {count} in order',
  left: '{left, plural, =0 {All set. Nothing is left to do.} =1 {Good. One thing is left.} other {# things are left.}}',
  all: 'Look in again when you get a new device, or lose one.',
  punches: 'What protects your account',
  isPunched: ': in order',
  isOpen: ': left to do',
} as const;

/** The protections, as they stand. */
export const punches = {
  passkey: 'Passkey',
  password: 'Password',
  connection: 'Connected account',
  noWay: 'Password or passkey',
  second: 'Second step',
  noSecond: 'Second step',
  codes: 'Recovery codes',
  fewCodes: 'Few recovery codes',
  noCodes: 'Recovery codes',
  noNews: 'No new device or app',
  news: '{count, plural, one {# new device or app} other {# new devices or apps}}',
} as const;

/** Why one of them is the next … */
export const passNext = {
  noWay: 'Your mailbox is your only way in so far: whoever reads your mail can sign in as you.',
  noSecond:
    'One proof alone opens your account so far. With a second step, a stolen password or mailbox is not enough.',
} as const;

/** … and the button that leads there. */
export const passActs = {
  noWay: 'Get a passkey',
  choosePassword: 'Choose a password',
  noSecond: 'Add a second step',
  noCodes: 'Get your codes',
  fewCodes: 'Get new codes',
  news: 'See what is new',
} as const;

/** Where somebody is signed in, as pictures. */
export const deviceCards = {
  all: '{count, plural, one {Only this device} other {All # devices}}',
  isNew: 'New',
  since: 'Signed in {when}',
  seen: 'Active {when}',
  near: 'Same network as you',
  notMine: 'Not mine: end it',
} as const;

/** The sign-ins of the last days, drawn and counted. */
export const signInStrip = {
  title: 'Last {days} days',
  all: 'All activity',
  chart:
    '{signIns, plural, =0 {No sign-in} one {# sign-in} other {# sign-ins}}, {failures, plural, =0 {no wrong password or code} one {# wrong password or code} other {# wrong passwords or codes}}.',
  signIns: 'Sign-ins',
  failures: 'Wrong passwords and codes',
  table: 'Show the numbers',
  day: 'Day',
  today: 'Today',
} as const;
