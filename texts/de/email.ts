export const changeEmailForm = {
  title: 'Ihre E-Mail-Adresse ändern',
  submit: 'Code senden',
  submitting: 'Wird gesendet …',
  intro:
    'Ihr Konto hat die Adresse {email}. Wir senden einen Code an die neue und eine Nachricht an die alte.',
  email: 'Neue E-Mail-Adresse',
} as const;

export const verifyEmailForm = {
  title: 'Sehen Sie in Ihr neues Postfach',
  submit: 'Bestätigen',
  submitting: 'Wird bestätigt …',
  used: 'Der Code wurde verwendet, Ihr Konto hat also diese Adresse erhalten.',
} as const;
