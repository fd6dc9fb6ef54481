export const confirmForm = {
  title: 'Confirm it’s you',
  submit: 'Confirm',
  submitting: 'Confirming…',
  intro:
    'You are signed in as {username}. To continue, prove once more that it is you. We won’t ask again for {minutes} minutes.',
} as const;

/** For a person without a password. */
export const confirmCode = {
  label: 'Six-digit code from your mail',
  hint: 'Ask for it on the page “Confirm it’s you”.',
  submit: 'Email me a code',
} as const;
