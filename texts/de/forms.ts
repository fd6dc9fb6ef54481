/** What an action leaves for the page it leads to: what was done. */
export const done = {
  'profile-saved': 'Ihr Profil ist gespeichert.',
  'address-changed': 'Ihr Konto hat seine neue Adresse.',
  'password-changed': 'Ihr neues Passwort ist gespeichert.',
  'passkey-added': 'Der Passkey ist hinzugefügt. Sie können sich damit anmelden.',
  'passkey-renamed': 'Der Passkey hat seinen neuen Namen.',
  'passkey-removed': 'Der Passkey ist entfernt.',
  'app-added':
    'Ihre Authenticator-App ist eingerichtet. Erstellen Sie jetzt Wiederherstellungscodes, für den Tag, an dem Sie sie verlieren.',
  'app-removed': 'Die Authenticator-App ist entfernt.',
  'connection-added': 'Das Konto ist verbunden. Sie können sich damit anmelden.',
  'connection-removed': 'Das Konto ist nicht mehr verbunden.',
  'session-ended': 'Diese Sitzung ist beendet.',
  'app-ended': 'Diese App ist abgemeldet.',
  'token-ended': 'Dieses Token öffnet nichts mehr.',
  'others-ended': 'Sie sind überall sonst abgemeldet.',
  'trust-ended': 'Dieser Browser wird wieder nach einem zweiten Faktor gefragt.',
  'program-disabled':
    'Die App ist gesperrt: Ihre Sitzungen hier sind beendet, und sie kann nichts mehr anfragen.',
  'program-enabled': 'Die App darf wieder anfragen.',
  'mail-sent-again': 'Die E-Mail ist wieder unterwegs.',
  'consent-taken-back': 'Diese Website muss Sie wieder fragen.',
  'signed-out': 'Sie sind abgemeldet.',
  'account-deleted': 'Ihr Konto ist gelöscht.',
  'user-disabled': 'Das Konto ist gesperrt und die Person überall abgemeldet.',
  'user-enabled': 'Das Konto ist wieder aktiv.',
  'user-session-ended': 'Diese Sitzung ist beendet.',
  'user-sessions-ended': 'Diese Person ist überall abgemeldet.',
  'user-recovery': 'Eine Wiederherstellung läuft, und die Person wird per E-Mail unterrichtet.',
  'code-mailed': 'Ein Code ist unterwegs an Ihre Adresse.',
  'password-removed': 'Ihr Passwort ist entfernt.',
  'password-set': 'Ihr Passwort ist festgelegt.',
  recovered: 'Ihr Konto ist wieder offen. Legen Sie ein neues Passwort fest, um sich anzumelden.',
  'recovery-stopped': 'Die Wiederherstellung Ihres Kontos ist abgebrochen.',
  'user-reset':
    'Diese Person ist überall abgemeldet und per E-Mail gebeten, ein neues Passwort festzulegen.',
  'user-role': 'Die Rolle ist geändert und die Person per E-Mail unterrichtet.',
  'user-deleted': 'Das Konto ist gelöscht.',
} as const;

/** What is no success: nothing was left to do, or something is left for the person to do. */
export const noted = {
  'flow-over':
    'Das hat zu lange gedauert, ist schon erledigt oder wurde in einem anderen Browser begonnen. Füllen Sie das Formular noch einmal aus, falls Sie es noch brauchen, und wir senden einen neuen Code.',
  provider_over:
    'Das hat zu lange gedauert, ist schon erledigt oder wurde in einem anderen Browser begonnen. Beginnen Sie von vorn.',
  refused_there:
    'Sie haben dort nicht fortgefahren, darum ist hier nichts geschehen. Versuchen Sie es erneut oder wählen Sie einen anderen Weg.',
  provider_fails:
    'Dieser Anbieter hat nicht so geantwortet, wie er sollte. Versuchen Sie es erneut oder wählen Sie einen anderen Weg.',
  no_provider: 'Diesen Anbieter gibt es hier nicht.',
  too_many_attempts:
    'Zu viele Versuche. Warten Sie einige Minuten oder wählen Sie einen anderen Weg.',
  no_entry:
    'Mit diesem Konto können Sie sich im Moment nicht anmelden. Wählen Sie einen anderen Weg.',
  not_proven:
    'Dieser Anbieter hat Sie nicht noch einmal gefragt, wer Sie sind. Bestätigen Sie es auf einem anderen Weg.',
  'challenge-over':
    'Das hat zu lange gedauert oder wurde zu oft versucht. Melden Sie sich erneut an.',
  'codes-shown-before':
    'Dieses Formular hat seine Codes schon erstellt, und sie werden nicht noch einmal gezeigt. Wenn Sie sie nicht aufbewahrt haben, erstellen Sie neue.',
  'nothing-to-end': 'Es gab nichts mehr zu beenden.',
  'nothing-to-do': 'Es gab nichts mehr zu tun.',
  'nothing-to-change':
    'Es gab nichts mehr zu ändern: Sehen Sie sich die Liste in ihrem jetzigen Stand an.',
  'code-not-mailed':
    'Es ging keine E-Mail hinaus: Es wurden zu viele gesendet. Warten Sie eine Minute und fordern Sie dann eine neue an.',
  'ways-needed':
    'Ihr Passwort bleibt: Fügen Sie zuerst einen Passkey hinzu, damit zwei Anmeldewege übrig sind.',
  'asked-lately':
    'Diese Person wurde binnen einer Stunde dreimal gebeten. Warten Sie, bevor Sie es erneut tun.',
  'log-looked-at': 'Das Protokoll wurde geprüft. Hier steht, was gefunden wurde.',
  'log-under-way':
    'Das Protokoll wird gerade geprüft. Es ist lang: Sehen Sie etwas später wieder nach.',
  'not-me':
    'Diese Sitzung ist beendet. Wählen Sie jetzt ein neues Passwort, damit niemand Fremdes zurückkommen kann.',
  'not-me-undone':
    'Was dort hinzugefügt wurde, ist entfernt, und diese Sitzung ist beendet. Wählen Sie jetzt ein neues Passwort, damit niemand Fremdes zurückkommen kann.',
  'not-me-removed':
    'Diese Sitzung ist beendet. Was entfernt wurde, bleibt entfernt: Richten Sie es hier neu ein und wählen Sie ein neues Passwort.',
  'not-me-over':
    'Diese Sitzung war schon beendet. Wählen Sie jetzt ein neues Passwort, damit niemand Fremdes zurückkommen kann.',
} as const;

/** Why a form is refused. */
export const answers = {
  throttled: 'Zu viele Versuche. Versuchen Sie es in {time} erneut.',
  busy: 'Gerade melden sich viele Personen an. Versuchen Sie es in einigen Sekunden erneut.',
  wrongCredentials:
    'Die E-Mail-Adresse oder das Passwort stimmt nicht. Prüfen Sie beides und versuchen Sie es erneut.',
  weakPassword: 'Dieses Passwort ist leicht zu erraten.',
  wrongCurrent: 'Das ist nicht Ihr aktuelles Passwort. Prüfen Sie es und versuchen Sie es erneut.',
  hasPassword: 'Ihr Konto hat schon ein Passwort. Ändern Sie es stattdessen.',
  samePassword: 'Das ist Ihr bisheriges Passwort. Wählen Sie ein anderes.',
  wrongPassword: 'Das ist nicht Ihr Passwort. Prüfen Sie es und versuchen Sie es erneut.',
  sameEmail: 'Ihr Konto hat diese Adresse schon.',
  companyAddress:
    'Ihre Adresse oder die neue gehört zu einem Unternehmen, dessen Leute sich über seinen Anbieter anmelden. Bitten Sie den Betreiber dieser Website, Ihre Adresse zu ändern.',
  lastAdministrator:
    'Das ist das letzte Konto mit der Rolle „Administration“, das sich anmelden kann. Geben Sie die Rolle zuerst einem anderen Konto.',
  noSuchUser: 'Dieses Konto gibt es nicht mehr.',
  codesUsedUp:
    'Für diese Adresse wurden zu viele falsche Codes eingegeben. Fordern Sie einen in einem Browser an, in dem Sie schon einmal angemeldet waren, oder fragen Sie den Betreiber dieser Website.',
  wrongCode:
    'Das ist nicht der Code, den wir gesendet haben. Prüfen Sie ihn und versuchen Sie es erneut.',
  codeExpired: 'Dieser Code gilt nicht mehr. Lassen Sie sich einen neuen senden.',
  notMailed:
    'Für diese Seite wurde noch kein Code gesendet, also kann keiner stimmen. Lassen Sie sich einen senden.',
  tooSoon:
    'Wir können an diese Adresse noch keine weitere E-Mail senden. Einen neuen Code können Sie in {time} anfordern.',
  flowOver: 'Das hat zu lange gedauert. Gehen Sie zurück und beginnen Sie von vorn.',
  wrongFactor: 'Das stimmt nicht. Prüfen Sie es und versuchen Sie es erneut.',
  typeAgain: 'Geben Sie dies noch einmal ein, um fortzufahren: {label}. Es ist eine Weile her.',
  notYourAddress: 'Das ist nicht die Adresse Ihres Kontos.',
} as const;

/** What is wrong with a form before anybody looks at what it says. */
export const unread = {
  noForm:
    'Dieses Formular war nicht lesbar. Laden Sie die Seite neu und füllen Sie es noch einmal aus.',
  once: 'Füllen Sie dieses Feld nur einmal aus.',
  file: 'Geben Sie hier Text ein, keine Datei.',
  takenOff:
    'Was nicht gespeichert werden kann, ist unten entfernt. Sehen Sie sich an, was übrig ist: Wenn Sie es erneut senden, wird es so übernommen.',
} as const;

/** How long to wait. */
export const wait = {
  second: '{count, plural, one {# Sekunde} other {# Sekunden}}',
  minute: '{count, plural, one {# Minute} other {# Minuten}}',
  hour: '{count, plural, one {# Stunde} other {# Stunden}}',
} as const;
