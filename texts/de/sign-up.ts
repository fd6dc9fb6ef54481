export const signUp = {
  haveAccount: 'Haben Sie ein Konto?',
  useAnother: 'Andere Adresse verwenden',
  byPasskey:
    'Sie bestätigen Ihre Adresse mit einem Code und fügen dann einen Passkey hinzu. Ein Code per E-Mail bleibt Ihr zweiter Anmeldeweg.',
  byCode: 'Sie bestätigen Ihre Adresse mit einem Code, jetzt und bei jeder Anmeldung.',
  withPasskey: 'Passkey statt Passwort verwenden',
  withPassword: 'Passwort verwenden',
} as const;

export const signUpForm = {
  title: 'Konto anlegen',
  submit: 'Konto anlegen',
  submitting: 'Ihr Konto wird angelegt …',
  name: 'Name',
  emailHint: 'Wir senden einen Code dorthin, um sicher zu sein, dass sie Ihnen gehört.',
  password: 'Passwort',
} as const;

export const verifyForm = {
  title: 'Sehen Sie in Ihr Postfach',
  submit: 'Bestätigen',
  submitting: 'Wird bestätigt …',
  used: 'Der Code wurde verwendet, das Konto ist also angelegt: Melden Sie sich an, um fortzufahren.',
} as const;
