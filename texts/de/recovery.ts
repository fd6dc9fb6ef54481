/** Where somebody goes who has lost all they sign in with. */
export const recoverForm = {
  title: 'Ihr Konto wiederherstellen',
  submit: 'Code senden',
  submitting: 'Wird gesendet …',
  intro:
    'Für alle, die jeden Anmeldeweg verloren haben. Bitten Sie zuerst den Support, eine Wiederherstellung zu beginnen; nach der Wartezeit öffnet ein Code, der an Ihre Adresse gesendet wird, das Konto.',
} as const;

export const recover = {
  useAnother: 'Andere Adresse verwenden',
  lostEverything: 'Alles verloren?',
} as const;

export const recoverCodeForm = {
  title: 'Ihr Konto wiederherstellen',
  submit: 'Weiter',
  submitting: 'Einen Moment …',
  used: 'Der Code wurde verwendet, und es ist erledigt.',
  recover: 'Ich habe jeden Anmeldeweg verloren: mein Konto über dieses Postfach öffnen',
  stop: 'Ich kann mich anmelden: die Wiederherstellung abbrechen',
  note: 'Das Öffnen entfernt Ihr Passwort, Ihre Passkeys, die Verbindungen zu Konten bei anderen Anbietern, die Authenticator-App und die Wiederherstellungscodes und meldet Sie überall ab. Danach legen Sie ein neues Passwort fest.',
} as const;

/** For somebody who is signed in. */
export const stopRecovery = {
  title: 'Die Wiederherstellung Ihres Kontos abbrechen',
  text: 'Der Support oder der Betreiber hat eine Wiederherstellung Ihres Kontos begonnen. Ab dem {at} öffnet es ein Code, der an {email} gesendet wird. Sie sind angemeldet, haben also nichts verloren.',
  submit: 'Wiederherstellung abbrechen',
  none: 'Es läuft keine Wiederherstellung Ihres Kontos.',
} as const;

export const recoverAnswers = {
  noRecovery:
    'Es läuft keine Wiederherstellung dieses Kontos. Bitten Sie den Support, eine zu beginnen.',
  waits: 'Die Wartezeit ist noch nicht vorbei. Versuchen Sie es in {time} erneut.',
} as const;

/** On the page of a user. */
export const recoverUser = {
  title: 'Eine Wiederherstellung beginnen',
  text: 'Für eine Person, die jeden zweiten Faktor verloren hat. Sie wird per E-Mail unterrichtet, jetzt und einmal am Tag. Nach {hours, plural, one {# Stunde} other {# Stunden}} öffnet ein Code, der an ihre Adresse gesendet wird, das Konto; bis dahin bricht jede Anmeldung sie ab.',
  submit: 'Wiederherstellung beginnen',
  underWay: 'Eine Wiederherstellung läuft. Ab dem {at} öffnet sie das Konto.',
} as const;

export const recoveryMails = {
  subject: 'Eine Wiederherstellung Ihres Kontos bei {site} läuft',
  says: 'Der Support oder der Betreiber von {site} hat eine Wiederherstellung Ihres Kontos begonnen, für den Fall, dass jeder Anmeldeweg verloren ist. Ab dem {at} öffnet es ein Code, der an diese Adresse gesendet wird.',
  comeBack: 'Wenn Sie darum gebeten haben, kommen Sie dann zurück: {url}',
  otherwise:
    'Wenn Sie nicht darum gebeten haben oder sich anmelden können: Melden Sie sich jetzt an oder brechen Sie die Wiederherstellung unter {url} ab',
  codeSubject: 'Ihr Code zum Wiederherstellen Ihres Kontos',
  codeSays:
    'Jemand möchte Ihr Konto bei {site} wiederherstellen oder die Wiederherstellung abbrechen.',
  codeOtherwise:
    'Wenn Sie das nicht waren, geben Sie den Code an niemanden weiter. Er gilt nur in dem Browser, der ihn angefordert hat.',
  recoveredSubject: 'Ihr Konto bei {site} wurde wiederhergestellt',
  recoveredSays:
    'Passwort, Passkeys, Verbindungen zu Konten bei anderen Anbietern, Authenticator-App und Wiederherstellungscodes Ihres Kontos sind entfernt, und es ist überall abgemeldet. Legen Sie ein neues Passwort fest oder melden Sie sich mit einem Code per E-Mail an.',
  recoveredOtherwise:
    'Wenn Sie das nicht waren, sagen Sie es sofort dem Betreiber von {site}: Jemand liest Ihre E-Mails.',
  addressSubject: 'Ihr Konto bei {site} hat eine andere Adresse',
  addressSays:
    'Der Betreiber von {site} hat Ihrem Konto eine andere Adresse gegeben. Diese gehört nicht mehr dazu.',
} as const;
