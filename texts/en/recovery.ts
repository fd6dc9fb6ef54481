/** Where somebody goes who has lost all they sign in with. */
export const recoverForm = {
  title: 'Recover your account',
  submit: 'Send me a code',
  submitting: 'Sending…',
  intro:
    'For a person who has lost every way to sign in. Ask support to begin a recovery first; after the waiting time, a code mailed to your address opens the account.',
} as const;

export const recover = {
  useAnother: 'Use another address',
  lostEverything: 'Lost everything?',
} as const;

export const recoverCodeForm = {
  title: 'Recover your account',
  submit: 'Go on',
  submitting: 'One moment…',
  used: 'The code was used, and it is done.',
  recover: 'I have lost every way to sign in: open my account by this mailbox',
  stop: 'I can sign in: stop the recovery',
  note: 'Opening it removes your password, passkeys, accounts elsewhere, authenticator app and recovery codes, and signs you out everywhere. Then you set a new password.',
} as const;

/** For somebody who is signed in. */
export const stopRecovery = {
  title: 'Stop the recovery of your account',
  text: 'Support or the operator began a recovery of your account. From {at} on a code mailed to {email} opens it. You are signed in, so you have lost nothing.',
  submit: 'Stop the recovery',
  none: 'No recovery of your account is under way.',
} as const;

export const recoverAnswers = {
  noRecovery: 'No recovery of this account is under way. Ask support to begin one.',
  waits: 'The waiting time is not over yet. Try again in {time}.',
} as const;

/** On the page of a user. */
export const recoverUser = {
  title: 'Start a recovery',
  text: 'For an owner who has lost every second factor. They are told by mail, now and once a day. After {hours, plural, one {# hour} other {# hours}} a code mailed to their address opens the account; until then any sign-in stops it.',
  submit: 'Start a recovery',
  underWay: 'A recovery is under way. It opens at {at}.',
} as const;

export const recoveryMails = {
  subject: 'A recovery of your account at {site} is under way',
  says: 'Support or the operator of {site} began a recovery of your account, for somebody who has lost every way to sign in. From {at} on a code mailed to this address opens it.',
  comeBack: 'If you asked for it, come back then: {url}',
  otherwise: 'If you did not ask for it, or can sign in: sign in now, or stop it at {url}',
  codeSubject: 'Your code to recover your account',
  codeSays: 'Someone asked to recover your account at {site}, or to stop its recovery.',
  codeOtherwise:
    'If this was not you, tell nobody the code. It works only in the browser that asked for it.',
  recoveredSubject: 'Your account at {site} was recovered',
  recoveredSays:
    'The password, passkeys, accounts elsewhere, authenticator app and recovery codes of your account are removed, and it is signed out everywhere. Set a new password, or sign in by a mailed code.',
  recoveredOtherwise:
    'If this was not you, tell the operator of {site} at once: somebody reads your mail.',
  addressSubject: 'Your account at {site} has another address',
  addressSays:
    'The operator of {site} gave your account another address. This one no longer belongs to it.',
} as const;
