export const activity = {
  account: 'Ihr Konto',
  things: 'Ihre {things}',
  title: 'Was mit Ihrem Konto geschehen ist',
  part: 'Aktivitäten',
  intro:
    'Anmeldungen, Fehlversuche und Änderungen, Neuestes zuerst. Was Ihre {things} betrifft, steht darunter. Alles wird {days} Tage lang aufbewahrt.',
  events: 'Ereignisse',
  /** "Pages of events" */
  list: 'Ereignisse',
  notMe: 'Das war ich nicht',
} as const;

/** Who did it, where it was not the owner. */
export const activityBy = {
  support: 'durch den Support',
  administrator: 'durch die Verwaltung',
  operator: 'durch den Betreiber',
} as const;
