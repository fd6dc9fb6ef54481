/** The first page of those who administer. */
export const overview = {
  title: 'Überblick',
  intro: '{time}. Gezählte Werte sind bis zu eine Minute alt.',
  numbers: 'Zahlen',
} as const;

/** Each number with what stands under it. */
export const overviewNumbers = {
  people: 'Personen',
  more: 'mehr als {count}',
  atLeast: 'mindestens {count}',
  fresh: '{count} neu in 30 Tagen',
  now: 'Gerade angemeldet',
  sessions: '{count, plural, one {in # Sitzung} other {in # Sitzungen}}',
  signIns: 'Anmeldungen',
  today: 'in 30 Tagen · {count} heute',
  failures: 'Fehlversuche',
  worst: 'in 30 Tagen · {count} am {day}',
  noFailures: 'in 30 Tagen',
  disabled: 'Gesperrt',
  ofAll: '{share} von allen',
} as const;

export const signInChart = {
  title: 'Anmeldungen und Fehlversuche',
  says: '{ok} Anmeldungen und {bad} Fehlversuche in 30 Tagen. Die Tabelle darunter enthält alle Zahlen.',
  ok: 'Anmeldungen',
  bad: 'Fehlversuche',
  bar: '{day}: {ok} Anmeldungen, {bad} Fehlversuche',
  table: 'Zahlen als Tabelle anzeigen',
  day: 'Tag',
  none: 'In den letzten 30 Tagen hat sich niemand angemeldet.',
  cut: 'Je Stunde werden höchstens {most} gezählt; einige Balken sind daher zu kurz.',
} as const;

/** Sign-ins by the hour of the week. */
export const signInTimes = {
  title: 'Wann Anmeldungen erfolgen',
  says: 'Am meisten am {day} zwischen {from} und {to} Uhr: {count}.',
  zone: 'In der Zeitzone {zone}. Jedes Feld ist eine Stunde der Woche; je kräftiger die Farbe, desto mehr.',
  one: '{day}, {hour}: {count}',
  none: 'In den letzten 30 Tagen hat sich niemand angemeldet.',
} as const;

export const signInWays = {
  title: 'Wie Anmeldungen erfolgen',
  says: 'Nach den neuesten Sitzungen in Browsern.',
  none: 'Niemand ist angemeldet.',
  password: 'Passwort',
  factor: 'Passwort und zweiter Faktor',
  passkey: 'Passkey',
  provider: 'Konto bei einem anderen Dienst',
  code: 'Code per E-Mail',
  other: 'Anders',
} as const;

/** What somebody should do something about. */
export const lookAt = {
  title: 'Bitte ansehen',
  nothing: 'Es gibt nichts zu tun.',
  see: 'Anzeigen',
  of: '„{what}“',
  broken: 'Das Prüfprotokoll wurde verändert',
  brokenSays: '{count, plural, one {# Fehler wurde} other {# Fehler wurden}} gefunden.',
  unseen: 'Das Prüfprotokoll ist nicht geprüft',
  unseenSays: 'Das Protokoll wurde zuletzt {ago} geprüft; {entries}.',
  unseenEntries: 'seither {count, plural, one {kam # Eintrag} other {kamen # Einträge}} dazu',
  unseenNever: 'Es wurde noch nie geprüft.',
  spike: '{count} Fehlversuche am {day}',
  spikeSays: 'An den meisten Tagen sind es weniger als {usual}.',
  staff:
    '{count, plural, one {# Person} other {# Personen}} der Verwaltung ohne zweiten Faktor ({role})',
  mails: '{count, plural, one {# E-Mail wurde} other {# E-Mails wurden}} nicht zugestellt',
  mailsSays: 'Sie lassen sich erneut senden.',
  noBackup: 'Es gibt keine Sicherung',
  noBackupSays: 'Erstellen Sie eine mit „gatehouse db backup“.',
  oldBackup: 'Die letzte Sicherung ist alt',
  oldBackupSays: 'Erstellt: {ago}.',
  disk: 'Der Datenträger ist fast voll',
  diskSays: '{free} sind frei.',
} as const;

/** What serves the site, a line each. */
export const health = {
  title: 'System',
  log: 'Prüfprotokoll',
  never: 'noch nicht geprüft',
  whole: 'unversehrt bis Eintrag {last}, {ago}',
  changed: 'verändert',
  mail: 'E-Mail',
  mails: '{waiting} warten, {failed} nicht zugestellt',
  backup: 'Letzte Sicherung',
  none: 'keine',
  disk: 'Frei auf dem Datenträger',
  processes: 'Prozesse',
  same: '{count, plural, one {# Prozess} other {# Prozesse}}, alle vom selben Build',
  differ: '{count, plural, one {# Prozess} other {# Prozesse}}, die sich unterscheiden',
  good: 'in Ordnung:',
  bad: 'bitte ansehen:',
} as const;

export const recentEntries = {
  title: 'Neueste Einträge im Prüfprotokoll',
  all: 'Alle Einträge',
  none: 'Es gibt keine Einträge.',
} as const;
