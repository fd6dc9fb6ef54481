export const deviceForm = {
  title: 'Ein Gerät verbinden',
  submit: 'Weiter',
  submitting: 'Wird gesucht …',
  intro:
    'Geben Sie den Code ein, den Ihr Gerät oder Terminal zeigt. Danach sehen Sie, worum es bittet.',
  code: 'Code',
  hint: 'Acht Buchstaben. Fahren Sie nur fort, wenn Sie das selbst begonnen haben.',
} as const;

export const device = {
  noSuchCode:
    'Dieser Gerätecode ist nicht gültig. Prüfen Sie ihn oder beginnen Sie auf dem Gerät von vorn.',
  title: '{name} erlauben, Ihr Konto zu verwenden?',
  asks: 'Sie sind als {email} angemeldet. {name} möchte dieses Konto verwenden.',
  from: '{program} · Anfrage von: {address}',
  warning:
    'Hat Ihnen jemand diesen Code geschickt oder Sie gebeten, ihn einzugeben? Dann ist er nicht Ihrer: Lehnen Sie ab.',
} as const;

export const deviceAllowed = {
  title: 'Sie haben {name} zugelassen',
  next: 'Sie können diese Seite schließen und zum Gerät zurückkehren.',
  end: 'Sie können das jederzeit unter {sessions} beenden.',
  sessions: 'Apps und Zugriffstoken',
} as const;

export const deviceDenied = {
  title: 'Sie haben {name} abgewiesen',
  next: 'Nichts von Ihrem Konto wurde weitergegeben. Sie können diese Seite schließen.',
} as const;

export const deviceOver = {
  title: 'Dieser Code gilt nicht mehr',
  why: 'Die Anfrage wurde beantwortet, sie hat zu lange gedauert, oder der Code wurde in einem anderen Browser eingegeben.',
  again: 'Beginnen Sie auf dem Gerät von vorn und {link}.',
  link: 'geben Sie den neuen Code ein',
} as const;
