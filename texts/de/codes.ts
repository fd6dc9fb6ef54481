/** The page that waits for a mailed code. */
export const codeForms = {
  code: 'Sechsstelliger Code',
  hint: 'Er gilt einmal, 10 Minuten lang, in diesem Browser.',
  notMailed:
    'Für diese Seite ging noch kein Code hinaus: An {email} wurde erst vor Kurzem eine E-Mail gesendet, für einen anderen Browser oder für etwas, das erledigt ist. Lassen Sie sich unten einen senden, sobald es möglich ist.',
  noLonger: 'Der Code, den wir an {email} gesendet haben ({at}), gilt nicht mehr.',
  look: 'Wir haben einen sechsstelligen Code an {email} gesendet ({at}). Geben Sie ihn hier ein. Er gilt bis {until}. Wenn er nicht binnen einer Minute ankommt, sehen Sie auch im Spam-Ordner nach.',
  resend: 'Einen neuen Code senden',
  sent: 'Ein neuer Code ist unterwegs. Der vorige gilt nicht mehr.',
  noMail: 'Keine E-Mail? Lassen Sie sich einen neuen Code senden.',
  noMailIn: 'Keine E-Mail? Einen neuen Code können Sie sich {wait} senden lassen.',
  noMailAfter: 'Keine E-Mail? Einen neuen Code können Sie sich ab {time} senden lassen.',
  in: 'in {time}',
  sendAgain: 'Erneut senden',
} as const;

export const codes = {
  over: 'Das hat länger als eine Stunde gedauert, darum beginnt es hier von vorn. Senden Sie das Formular noch einmal ab, und wir senden einen neuen Code.',
} as const;

/** To a person who sends the same code in twice: the first has done what both were for. */
export const codeUsed = {
  'sign-up':
    'Dieser Code gilt nicht mehr: Er wurde verwendet, und das Konto ist angelegt. Melden Sie sich an, um fortzufahren.',
  'sign-in':
    'Dieser Code gilt nicht mehr: Er wurde verwendet, und jemand hat sich damit angemeldet. Lassen Sie sich einen neuen senden.',
  reset:
    'Dieser Code gilt nicht mehr: Er wurde verwendet, und das neue Passwort ist gespeichert. Melden Sie sich damit an.',
  recover: 'Dieser Code gilt nicht mehr: Er wurde verwendet, und es ist erledigt.',
  confirm: 'Dieser Code gilt nicht mehr: Er wurde verwendet.',
  'change-email':
    'Dieser Code gilt nicht mehr: Er wurde verwendet, und Ihr Konto hat diese Adresse erhalten.',
} as const;
