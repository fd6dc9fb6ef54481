/** What a field says that asks for a factor, and what a page calls the factor where it asks for another. */
export const factors = {
  totp: 'Code of your authenticator app',
  totpTitle: 'Use your authenticator app',
  recoveryCode: 'Recovery code',
  recoveryCodeHint: 'One of the ten that you printed or saved. It works once.',
  recoveryCodeTitle: 'Use a recovery code',
} as const;

/** The mail that tells of a recovery code that was used. */
export const recoveryCodeMail = {
  subject: 'A recovery code was used',
  used: 'A recovery code of your account at {site} was used. It does not work any more. {left, plural, =0 {No code is left.} one {# code is left.} other {# codes are left.}}',
  few: 'Make new ones in good time: sign in at {url}, open “Sign-in & security” and choose “Get recovery codes”. The new ones take the place of the old.',
  otherwise:
    'If this was not you: somebody has your codes and could prove who you are. Sign in at {url}, choose a new password and make new recovery codes.',
} as const;
