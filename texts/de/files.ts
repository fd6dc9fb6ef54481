/** Why files that were sent were not taken, by reason. */
export const files = {
  title: 'Die Datei wurde nicht angenommen',
  not_a_form:
    'Das Gesendete war nicht lesbar. Es wurde nichts gespeichert. Wählen Sie die Datei noch einmal aus und senden Sie sie erneut.',
  no_file:
    'Es wurde keine Datei gewählt und nichts gespeichert. Wählen Sie eine und senden Sie sie.',
  too_many_files:
    'Das sind mehr Dateien, als auf einmal gesendet werden können. Es wurde nichts gespeichert. Senden Sie weniger.',
  file_too_large:
    'Eine Datei ist größer, als hier erlaubt ist. Es wurde nichts gespeichert. Senden Sie eine kleinere.',
  fields_too_large:
    'Der Text zu den Dateien ist zu lang. Es wurde nichts gespeichert. Kürzen Sie ihn.',
  wrong_type:
    'Eine Datei ist leer oder von einer Art, die hier nicht angenommen wird. Es wurde nichts gespeichert. Senden Sie eine andere.',
  refused_by_scan: 'Eine Datei wurde als schädlich erkannt. Es wurde nichts gespeichert.',
} as const;
