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
  devices: 'Devices',
  devicesCount: 'You are signed in {count, plural, one {here only} other {in # places}}.',
  apps: 'Apps and access tokens',
  appsCount:
    '{count, plural, =0 {Nothing uses your account without you.} one {# may use your account.} other {# may use your account.}}',
  look: 'Look at them',
  /** What follows when a thing was set up, or used. */
  added: 'added {when}',
  used: 'last used {when}',
  neverUsed: 'not used yet',
} as const;
