export const changePassword = {
  changes: 'What was changed since that sign-in',
  nothing: 'Nothing.',
} as const;

export const changePasswordForm = {
  title: 'Change your password',
  submit: 'Save new password',
  submitting: 'Saving…',
  current: 'Current password',
  password: 'New password',
  others: 'Sign out everywhere else',
  programs:
    'Apps and terminals that you let in are always signed out. Access tokens end only if you sign out everywhere else.',
} as const;

export const setPasswordForm = {
  title: 'Set a password',
  submit: 'Set password',
  submitting: 'Saving…',
  intro:
    'Your account has no password. With one you can also sign in where your passkey is not at hand.',
  password: 'New password',
} as const;

export const removePassword = {
  title: 'Remove the password',
  text: 'From then on you sign in with a passkey or a mailed code. Two of these ways have to remain.',
  submit: 'Remove password',
} as const;
