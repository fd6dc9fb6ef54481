/** A page in the place of the one that somebody asked for: what it is called, what it says, and where it leads on. */
export const refusals = {
  signedOutTitle: 'Sie wurden abgemeldet',
  signedOutSays:
    'Sie wurden abgemeldet. Diesmal wurde nichts geändert; falls Sie es schon einmal gesendet haben, sehen Sie zuerst nach, ob es geschehen ist. Melden Sie sich in einem anderen Tab wieder an, kehren Sie dann zu diesem zurück und senden Sie es noch einmal.',
  signedOutWay: 'Wieder anmelden',
  elsewhereTitle: 'Das ist nicht geschehen',
  elsewhereSays:
    'Inzwischen wurden Sie abgemeldet, oder Sie haben anderswo bestätigt, dass Sie es sind. Diesmal wurde nichts geändert. Öffnen Sie die Seite in einem anderen Tab, kehren Sie dann zu diesem zurück und senden Sie es noch einmal.',
  elsewhereWay: 'Die Seite öffnen',
  goneTitle: 'Dieses Konto ist gelöscht',
  goneSays:
    'Das Konto, für das dieses Formular gemacht wurde, ist gelöscht. Es gibt nichts mehr zu ändern.',
  goneWay: 'Zum Anfang',
  unmarkedTitle: 'Dieses Formular lässt sich nicht senden',
  unmarkedSays:
    'Dieses Formular sagt nicht, für welches Konto es gemacht wurde. Es wurde nichts geändert. Öffnen Sie seine Seite neu und senden Sie es von dort.',
  anotherTitle: 'Dieses Formular gehört zu einem anderen Konto',
  anotherSays:
    'Diese Seite wurde mit einem anderen Konto geöffnet. Jetzt sind Sie als {email} angemeldet. Es wurde nichts geändert.',
  anotherSaysWhich:
    'Diese Seite wurde als {before} geöffnet. Jetzt sind Sie als {email} angemeldet. Es wurde nichts geändert.',
  anotherWay: 'Die Seite als {email} öffnen',
  longAgoTitle: 'Bestätigen Sie, dass Sie es sind',
  longAgoSays:
    'Es ist eine Weile her, dass Sie gezeigt haben, dass Sie es sind. Bestätigen Sie es in einem anderen Tab, kehren Sie dann zu diesem zurück und senden Sie es noch einmal.',
  longAgoWay: 'Bestätigen',
  needsFactorTitle: 'Richten Sie zuerst einen zweiten Faktor ein',
  needsFactorSays:
    'Ihr Konto braucht auf dieser Website einen zweiten Faktor. Es wurde nichts geändert. Richten Sie in einem anderen Tab einen ein, kehren Sie dann zu diesem zurück und senden Sie es noch einmal.',
  needsFactorWay: 'Einrichten',
  ownDownloadTitle: 'Ihr anderer Download läuft noch',
  ownDownloadSays:
    'Ein anderer Download von Ihnen läuft noch. Warten Sie, bis er fertig ist, oder brechen Sie ihn ab und versuchen Sie es in zehn Sekunden erneut.',
  othersDownloadTitle: 'Es laufen zu viele Downloads',
  othersDownloadSays:
    'Gerade laden andere Personen etwas herunter. Es wurde nichts gezählt: Versuchen Sie es in zehn Sekunden erneut.',
} as const;
