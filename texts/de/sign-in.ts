export const signIn = {
  ended: 'Ihre Sitzung ist zu Ende. Melden Sie sich wieder an, um dort fortzufahren, wo Sie waren.',
  newHere: 'Neu hier?',
  createAccount: 'Konto anlegen',
  byPassword: 'Mit Passwort anmelden',
  beginAgain: 'Von vorn beginnen',
  otherWays: 'Auf anderem Weg anmelden',
  useAnother: 'Andere Adresse verwenden',
} as const;

export const signInForm = {
  title: 'Anmelden',
  submit: 'Anmelden',
  submitting: 'Wird angemeldet …',
  password: 'Passwort',
  remember: 'Angemeldet bleiben',
  forgot: 'Passwort vergessen?',
  mailCode: 'Code per E-Mail senden',
} as const;

export const signInCodeForm = {
  title: 'Mit einem Code anmelden',
  submit: 'Code per E-Mail senden',
  submitting: 'Wird gesendet …',
  intro:
    'Wir senden Ihnen einen Code per E-Mail. Damit melden Sie sich an, hier in diesem Browser.',
  remember: 'Angemeldet bleiben',
} as const;

export const signInVerifyForm = {
  title: 'Geben Sie den Code ein',
  submit: 'Anmelden',
  submitting: 'Wird angemeldet …',
  used: 'Der Code wurde verwendet, und jemand hat sich damit angemeldet.',
} as const;

export const factorForm = {
  title: 'Noch ein Schritt',
  submit: 'Anmelden',
  submitting: 'Wird angemeldet …',
  asks: 'Ihr Konto {username} verlangt auch dies.',
  trust: 'In diesem Browser 30 Tage lang nicht fragen',
} as const;
