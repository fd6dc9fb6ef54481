export const examples = {
  title: 'Notizen über die API',
  intro:
    'Ein Beispiel: Diese Seite ist ein Skript, das {api} mit dem Cookie Ihrer Sitzung abfragt. Es besitzt kein Token und könnte keines lesen.',
  noScript:
    'Dieses Beispiel ist die einzige Seite hier, die JavaScript braucht. {notes} finden Sie auch ohne.',
  notes: 'Ihre Notizen',
} as const;

/** What its script says. */
export const notesExample = {
  here: 'Ihre Notizen sind da.',
  yours: 'Ihre Notizen',
  older: 'Ältere',
  newNote: 'Neue Notiz',
  none: 'Hier gibt es noch keine Notizen.',
  changed: '{relation} · geändert: {when}',
  open: 'Öffnen',
  close: 'Schließen',
  again: 'Erneut versuchen',
  edit: 'Notiz bearbeiten',
  created: 'Die Notiz ist gespeichert. Bisher können nur Sie sie sehen.',
  saved: 'Die Notiz ist gespeichert.',
  behind:
    'Jemand anderes hat diese Notiz geändert, während Sie geschrieben haben. Ihre Eingaben sind noch da. Speichern Sie noch einmal, um die andere Fassung zu ersetzen, oder schließen und öffnen Sie die Notiz, um sie zu sehen.',
  delete: 'Löschen',
  deleteYes: 'Ja, für alle löschen',
  keep: 'Behalten',
  deleted: 'Die Notiz ist gelöscht, für alle.',
  noAnswer: 'Es kam keine Antwort',
  noAnswerDetail:
    'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut. Ihre Eingaben sind noch da. Falls Sie sie schon gesendet haben, sehen Sie nach, ob sie gespeichert wurden.',
  signedOut: 'Sie wurden abgemeldet',
  signedOutDetail:
    'Sie wurden abgemeldet. Es wurde nichts geändert, und Ihre Eingaben sind noch da. Melden Sie sich in einem anderen Tab wieder an und senden Sie sie dann noch einmal.',
} as const;
