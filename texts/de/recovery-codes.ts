export const recoveryCodes = {
  title: 'Wiederherstellungscodes',
  intro:
    'Zehn Codes für den Tag, an dem Sie Ihr Telefon und alles andere verloren haben. Jeder gilt einmal, anstelle Ihres zweiten Schritts.',
  left: '{left, plural, =0 {Sie haben keine.} one {Sie haben noch # Code.} other {Sie haben noch # Codes.}}',
  replaces: 'Neue Codes treten an die Stelle aller bisherigen; diese gelten dann nicht mehr.',
  get: 'Wiederherstellungs\u00adcodes erstellen',
  getting: 'Werden erstellt …',
  shown: 'Ihre Wiederherstellungscodes',
  once: 'Sie werden jetzt gezeigt und nie wieder. Drucken Sie sie oder speichern Sie sie dort, wo Sie sie auch ohne Ihr Telefon finden.',
  of: 'Für {email} bei {site}',
  list: 'Codes',
  save: 'Als Textdatei herunterladen',
  saving: 'Wird heruntergeladen …',
  print:
    'Zum Drucken verwenden Sie den Druckbefehl Ihres Browsers: Nur die Codes kommen aufs Papier.',
  kept: 'Ich habe sie aufbewahrt',
  /** What stands above them in the file. */
  file: 'Wiederherstellungscodes für {email} bei {site}. Jeder gilt einmal.',
} as const;
