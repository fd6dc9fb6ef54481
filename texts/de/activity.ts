export const activity = {
  account: 'Ihr Konto',
  things: 'Ihre {things}',
  title: 'Was mit Ihrem Konto geschehen ist',
  part: 'Aktivitäten',
  intro:
    'Anmeldungen, Fehlversuche und Änderungen, Neuestes zuerst. Alles wird {days} Tage lang aufbewahrt.',
  events: 'Ereignisse',
  /** "Pages of events" */
  list: 'Ereignisse',
  notMe: 'Das war ich nicht',
  /** What is shown: "Kind: Everything". */
  kind: 'Art',
  everything: 'Alles',
  device: 'Gerät',
  allDevices: 'Alle Geräte',
  thisOne: '{name}, gerade in Verwendung',
  endedDevice: 'Ein abgemeldetes Gerät',
  alike:
    'Ein Gerät wird daran erkannt, wie sich sein Browser nennt: Was gleich heißt, steht zusammen.',
  none: 'In den letzten {days} Tagen ist nichts Passendes geschehen.',
  noneYet: 'Unter den neuesten Ereignissen ist nichts Passendes. Ältere kann es geben.',
  noKind: 'Diese Art von Ereignis gibt es nicht. Gezeigt werden alle.',
  noDevice: 'Dieses Gerät gibt es nicht. Gezeigt wird, was auf allen Geräten geschah.',
} as const;

/** What somebody may look at alone. What is done with things of the product is `activity.things`. */
export const activityKinds = {
  signIns: 'Anmeldungen',
  refused: 'Abgelehntes',
  account: 'Konto',
  apps: 'Apps',
} as const;

export const activityExport = {
  title: 'Zum Mitnehmen',
  intro: 'Eine Datei mit allem, was oben gewählt ist, nicht nur mit dieser Seite.',
  csv: 'Als CSV herunterladen',
  json: 'Als JSON herunterladen',
  making: 'Die Datei wird erstellt …',
} as const;

/** Who did it, where it was not the owner. */
export const activityBy = {
  support: 'durch den Support',
  administrator: 'durch die Verwaltung',
  operator: 'durch den Betreiber',
} as const;
