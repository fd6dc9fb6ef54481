export const forgotPassword = {
  useAnother: 'Andere Adresse verwenden',
} as const;

export const forgotPasswordForm = {
  title: 'Ein neues Passwort festlegen',
  submit: 'Code senden',
  submitting: 'Wird gesendet …',
  intro:
    'Wir senden Ihnen einen Code per E-Mail. Damit wählen Sie ein neues Passwort, hier in diesem Browser.',
} as const;

export const resetPasswordForm = {
  title: 'Ein neues Passwort wählen',
  submit: 'Neues Passwort speichern',
  submitting: 'Wird gespeichert …',
  used: 'Der Code wurde verwendet, das neue Passwort ist also gespeichert: Melden Sie sich damit an.',
  password: 'Neues Passwort',
  note: 'Beim Speichern werden Sie überall sonst abgemeldet.',
} as const;
