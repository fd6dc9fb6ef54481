export const forgotPassword = {
  useAnother: 'Use another address',
} as const;

export const forgotPasswordForm = {
  title: 'Set a new password',
  submit: 'Send me a code',
  submitting: 'Sending…',
  intro: 'We mail you a code. With it you choose a new password, here in this browser.',
} as const;

export const resetPasswordForm = {
  title: 'Choose a new password',
  submit: 'Save new password',
  submitting: 'Saving…',
  used: 'The code was used, so the new password is saved: sign in with it.',
  password: 'New password',
  note: 'Saving it signs you out everywhere else.',
} as const;
