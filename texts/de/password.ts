export const changePassword = {
  changes: 'Was seit dieser Anmeldung geändert wurde',
  nothing: 'Nichts.',
} as const;

export const changePasswordForm = {
  title: 'Ihr Passwort ändern',
  submit: 'Neues Passwort speichern',
  submitting: 'Wird gespeichert …',
  current: 'Aktuelles Passwort',
  password: 'Neues Passwort',
  others: 'Überall sonst abmelden',
  programs:
    'Zugelassene Apps und Terminals werden immer abgemeldet. Zugriffstoken enden nur, wenn Sie sich überall sonst abmelden.',
} as const;

export const setPasswordForm = {
  title: 'Ein Passwort festlegen',
  submit: 'Passwort festlegen',
  submitting: 'Wird gespeichert …',
  intro:
    'Ihr Konto hat kein Passwort. Mit einem können Sie sich auch dort anmelden, wo Sie Ihren Passkey nicht zur Hand haben.',
  password: 'Neues Passwort',
} as const;

export const removePassword = {
  title: 'Das Passwort entfernen',
  text: 'Danach melden Sie sich mit einem Passkey oder einem Code per E-Mail an. Zwei dieser Wege müssen übrig bleiben.',
  submit: 'Passwort entfernen',
} as const;
