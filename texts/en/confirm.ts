export const confirmForm = {
  title: 'Confirm it’s you',
  submit: 'Confirm',
  submitting: 'Confirming…',
  intro:
    'You are signed in as {username}. To continue, prove once more that it is you. We won’t ask again for {minutes} minutes.',
} as const;
