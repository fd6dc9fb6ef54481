export const confirmForm = {
  title: 'Is it still you?',
  submit: 'Confirm',
  submitting: 'Confirming…',
  intro:
    'You are signed in as {username}. What comes next matters, so prove once more that it is you. It holds for {minutes} minutes.',
} as const;
