/** What a field says that asks for a factor, and what a page calls the factor where it asks for another. */
export const factors = {
  totp: 'Code Ihrer Authenticator-App',
  totpTitle: 'Authenticator-App verwenden',
  recoveryCode: 'Wiederherstellungscode',
  recoveryCodeHint: 'Einer der zehn, die Sie gedruckt oder gespeichert haben. Er gilt einmal.',
  recoveryCodeTitle: 'Wiederherstellungscode verwenden',
} as const;

/** The mail that tells of a recovery code that was used. */
export const recoveryCodeMail = {
  subject: 'Ein Wiederherstellungscode wurde verwendet',
  used: 'Ein Wiederherstellungscode Ihres Kontos bei {site} wurde verwendet. Er gilt nicht mehr. {left, plural, =0 {Es ist kein Code übrig.} one {Es ist # Code übrig.} other {Es sind # Codes übrig.}}',
  few: 'Erstellen Sie rechtzeitig neue: Melden Sie sich unter {url} an, öffnen Sie „Anmeldung und Sicherheit“ und wählen Sie „Wiederherstellungscodes erstellen“. Die neuen treten an die Stelle der alten.',
  otherwise:
    'Wenn Sie das nicht waren: Jemand hat Ihre Codes und könnte sich damit als Sie ausweisen. Melden Sie sich unter {url} an, wählen Sie ein neues Passwort und erstellen Sie neue Wiederherstellungscodes.',
} as const;
