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
  programs: 'Apps and terminals that you let in are signed out in any case.',
} as const;
