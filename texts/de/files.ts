/** Why files that were sent were not taken, by reason. */
export const files = {
  title: 'Die Datei wurde nicht angenommen',
  not_a_form:
    'Das Gesendete war nicht lesbar. Nichts wurde aufbewahrt. Wählen Sie die Datei noch einmal aus und senden Sie sie erneut.',
  no_file:
    'Es wurde keine Datei ausgewählt. Nichts wurde aufbewahrt. Wählen Sie eine aus und senden Sie sie.',
  too_many_files:
    'Das sind mehr Dateien, als auf einmal gesendet werden können. Nichts wurde aufbewahrt. Senden Sie weniger.',
  file_too_large:
    'Eine Datei ist größer, als hier gesendet werden darf. Nichts wurde aufbewahrt. Senden Sie eine kleinere.',
  fields_too_large:
    'Der Text neben den Dateien ist zu lang. Nichts wurde aufbewahrt. Kürzen Sie ihn.',
  wrong_type:
    'Eine Datei ist leer oder von einer Art, die hier nicht angenommen wird. Nichts wurde aufbewahrt. Senden Sie eine andere.',
  refused_by_scan: 'Eine Datei wurde als schädlich erkannt. Nichts wurde aufbewahrt.',
} as const;
