/** What an action leaves for the page it leads to: what was done. */
export const done = {
  'profile-saved': 'Your profile is saved.',
  'address-changed': 'Your account has its new address.',
  'password-changed': 'Your new password is saved.',
  'passkey-added': 'The passkey is added. You can sign in with it.',
  'passkey-renamed': 'The passkey has its new name.',
  'passkey-removed': 'The passkey is removed.',
  'app-added':
    'Your authenticator app is set up. Get recovery codes now, for the day on which you lose it.',
  'app-removed': 'The authenticator app is removed.',
  'connection-added': 'It is connected. You can sign in with it.',
  'connection-removed': 'It is not connected any more.',
  'session-ended': 'That session has ended.',
  'app-ended': 'That app is signed out.',
  'token-ended': 'That token opens nothing any more.',
  'others-ended': 'You are signed out everywhere else.',
  'trust-ended': 'That browser is asked for a second factor again.',
  'program-disabled':
    'The app is disabled: its sessions here have ended, and it can ask for nothing.',
  'program-enabled': 'The app may ask again.',
  'mail-sent-again': 'The mail is on its way again.',
  'consent-taken-back': 'That site has to ask you again.',
  'signed-out': 'You are signed out.',
  'account-deleted': 'Your account is deleted.',
  'user-disabled': 'The account is disabled, and its owner signed out everywhere.',
  'user-enabled': 'The account is active again.',
  'user-session-ended': 'That session has ended.',
  'user-sessions-ended': 'This person is signed out everywhere.',
  'user-recovery': 'A recovery is under way, and this person is told by mail.',
  'code-mailed': 'A code is on its way to your address.',
  'password-removed': 'Your password is removed.',
  'password-set': 'Your password is set.',
  recovered: 'Your account is open again. Set a new password to sign in.',
  'recovery-stopped': 'The recovery of your account is stopped.',
  'user-reset': 'This person is signed out everywhere and asked by mail to set a new password.',
  'user-role': 'The role is changed, and its owner told by mail.',
  'user-deleted': 'The account is deleted.',
} as const;

/** What is no success: nothing was left to do, or something is left for the person to do. */
export const noted = {
  'flow-over':
    'That took too long, it is done already, or it was begun in another browser. Fill this in again if you still need it, and we mail another code.',
  provider_over:
    'That took too long, it is done already, or it was begun in another browser. Begin again.',
  refused_there:
    'You did not go on there, so nothing was done here. Try again, or choose another way.',
  provider_fails: 'That provider did not answer as it should. Try again, or choose another way.',
  no_provider: 'There is no such provider here.',
  too_many_attempts: 'Too many tries. Wait a few minutes, or choose another way.',
  no_entry: 'You cannot sign in with that account now. Choose another way.',
  not_proven: 'That provider did not ask you again who you are. Confirm it in another way.',
  'challenge-over': 'That took too long, or it was tried too often. Sign in again.',
  'codes-shown-before':
    'That form made its codes before, and they are not shown again. If you did not keep them, get new ones.',
  'nothing-to-end': 'There was nothing left to end.',
  'nothing-to-do': 'There was nothing left to do.',
  'nothing-to-change': 'There was nothing left to change: look at the list as it is now.',
  'code-not-mailed': 'No mail went out: too many were sent. Wait a minute, then ask again.',
  'ways-needed': 'Your password stays: add a passkey first, so that two ways to sign in remain.',
  'asked-lately': 'This person was asked three times within the hour. Wait before you ask again.',
  'log-looked-at': 'The log was verified. What was found stands here.',
  'log-under-way': 'The log is being verified. It is long: look again in a while.',
  'not-me':
    'That session has ended. Choose a new password now, so that whoever it was cannot come back.',
  'not-me-undone':
    'What was added there is removed, and that session has ended. Choose a new password now, so that whoever it was cannot come back.',
  'not-me-removed':
    'That session has ended. What was removed stays removed: set it up again here, and choose a new password.',
  'not-me-over':
    'That session had ended before. Choose a new password now, so that whoever it was cannot come back.',
} as const;

/** Why a form is refused. */
export const answers = {
  throttled: 'Too many tries. Try again in {time}.',
  busy: 'Many people are signing in right now. Try again in a few seconds.',
  wrongCredentials: 'The email or password is not right. Check both and try again.',
  weakPassword: 'This password is easy to guess.',
  wrongCurrent: 'This is not your current password. Check it and try again.',
  hasPassword: 'Your account has a password already. Change it instead.',
  samePassword: 'This is the password you have. Choose another.',
  wrongPassword: 'This is not your password. Check it and try again.',
  sameEmail: 'Your account has this address already.',
  companyAddress:
    'Your address or the new one belongs to a company whose people sign in with its provider. Ask the people who run this site to change your address.',
  lastAdministrator:
    'This is the last administrator who can sign in. Make somebody else an administrator first.',
  noSuchUser: 'There is no such account any more.',
  codesUsedUp:
    'Too many wrong codes were typed for this address. Ask for one in a browser you signed in with before, or ask the operator of this site.',
  wrongCode: 'This is not the code we mailed. Check it and try again.',
  codeExpired: 'This code no longer works. Have another one sent.',
  notMailed: 'No code was mailed for this page yet, so none can be right. Have one sent.',
  tooSoon: 'We cannot mail this address again yet. You can ask for another code in {time}.',
  flowOver: 'This took too long. Go back and begin again.',
  wrongFactor: 'This is not right. Check it and try again.',
  typeAgain: 'Type your {label} to go on: it has been a while.',
  notYourAddress: 'This is not the address of your account.',
} as const;

/** What is wrong with a form before anybody looks at what it says. */
export const unread = {
  noForm: 'This form could not be read. Reload the page and fill it in again.',
  once: 'Fill in this field once.',
  file: 'Type text here, not a file.',
  takenOff:
    'What cannot be kept is taken off below. Look at what is left: sent again, it is taken as it stands.',
} as const;

/** How long to wait. */
export const wait = {
  second: '{count, plural, one {# second} other {# seconds}}',
  minute: '{count, plural, one {# minute} other {# minutes}}',
  hour: '{count, plural, one {# hour} other {# hours}}',
} as const;
