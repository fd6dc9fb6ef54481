/** What the shared components of the browser say. Sent with every page: keep it small. */
export const common = {
  /** How times and numbers are written: a name that Intl knows. */
  locale: 'de-DE',
  titleDone: 'Erledigt: {title}',
  titleNote: 'Hinweis: {title}',
  titleError: 'Fehler: {title}',
  problem: 'Es gibt ein Problem',
  newTab: '{what} (in neuem Tab)',
  email: 'E-Mail-Adresse',
  your: 'Für Ihr eigenes Konto: {label}',
  show: 'Zeigen',
  hide: 'Verbergen',
  showLabel: '{label} zeigen',
  hideLabel: '{label} verbergen',
  isVisible: '{label} ist sichtbar',
  isHidden: '{label} ist verborgen',
  capsLock: 'Die Feststelltaste ist an',
  least: 'Mindestens {least} Zeichen. Einige zufällige Wörter eignen sich gut.',
  typed: '{length} von {least} Zeichen',
  typedEnough: '{length} Zeichen: lang genug',
  usePasskey: 'Passkey verwenden',
  askingDevice: 'Ihr Gerät wird gefragt …',
  noPasskey:
    'Es wurde kein Passkey verwendet. Versuchen Sie es erneut oder nehmen Sie einen anderen Weg.',
  noDevice:
    'Ihr Gerät konnte nicht gefragt werden. Laden Sie die Seite neu und versuchen Sie es dann noch einmal.',
  needsScript: 'Hier wird nach einem Passkey gefragt; dafür ist JavaScript nötig.',
  offline:
    'Sie sind offline, oder die Website antwortet nicht. Von Ihren Eingaben ist nichts verloren. Versuchen Sie es erneut.',
  unsure:
    'Sie sind offline, oder die Website antwortet nicht. Von Ihren Eingaben ist nichts verloren. Wir wissen nicht, ob sie gespeichert wurden: Sehen Sie nach, bevor Sie sie erneut senden.',
  outdated:
    'Die Website wurde aktualisiert, nachdem Sie diese Seite geöffnet haben. Es wurde nichts geändert. Öffnen Sie die Seite neu und senden Sie Ihre Eingaben von dort.',
  openAgain: 'Die Seite neu öffnen',
  /** Of the page that stands in the place of one that failed; two of them also of the plain pages. */
  failed: 'Das hat nicht geklappt',
  failedHead: 'Ein Fehler ist aufgetreten',
  failedRef: 'Kennung {ref}',
  failedSkip: 'Zur Meldung springen',
  failedText:
    'Die Website ist vielleicht überlastet, oder sie wurde aktualisiert, nachdem Sie die Seite geöffnet haben. Falls Sie etwas gesendet haben, wissen wir nicht, ob es gespeichert wurde. Sehen Sie nach, bevor Sie es erneut senden.',
  reload: 'Diese Seite neu laden',
  gone: 'Das gibt es nicht mehr, oder Sie dürfen es nicht ändern. Es wurde nichts geändert.',
} as const;
