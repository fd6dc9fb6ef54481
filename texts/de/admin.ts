export const roles = {
  member: 'Mitglied',
  support: 'Support',
  administrator: 'Administration',
} as const;

/** The list of everybody. */
export const users = {
  title: 'Personen',
  all: 'Alle Personen',
  intro: 'Alle, die hier ein Konto haben.',
  find: 'In Namen und Adressen suchen',
  accounts: 'Konten',
  found: 'Was gefunden wurde',
  none: 'Es gibt keine weiteren Personen.',
  noneFound: 'Niemand entspricht der Suche.',
  noneYet: 'Unter den ersten {count} Personen war niemand. Gehen Sie weiter zu den nächsten.',
  part: 'Eine Seite sieht {count} Personen durch. Gehen Sie weiter zu den nächsten.',
  /** "Pages of users" */
  list: 'Personen',
  everybody: 'Alle anzeigen',
  person: 'Person',
  role: 'Rolle',
  state: 'Status',
  created: 'Angelegt',
  seen: 'Zuletzt gesehen',
  never: 'nie',
  noFactor: 'kein zweiter Faktor',
} as const;

/** Which people are asked for. */
export const userFilter = {
  role: 'Rolle',
  state: 'Status',
  all: 'Alle',
  apply: 'Anzeigen',
  active: 'Aktiv',
  disabled: 'Gesperrt',
  'no-factor': 'Aktiv, ohne zweiten Faktor',
  membersOnly: 'Aktive Mitglieder ohne zweiten Faktor',
  never: 'Nie angemeldet',
  'signed-in': 'Irgendwo angemeldet',
  noSuch: 'Diese Auswahl gibt es nicht. Alle werden angezeigt.',
} as const;

export const userExport = {
  title: 'Export',
  all: 'Alle Personen, mit dem, was diese Liste von ihnen zeigt. Der Export wird ein Eintrag im Prüfprotokoll.',
  some: 'Alle, die diese Liste zeigt, auf allen ihren Seiten. Der Export wird ein Eintrag im Prüfprotokoll.',
  csv: 'Als CSV exportieren',
  exporting: 'Wird exportiert …',
} as const;

/** What takes something away. */
export const dangerZone = {
  title: 'Gefahrenbereich',
  intro: 'Was ändert, was diese Person darf, oder es ihr nimmt.',
} as const;

/** What is known of one of them. */
export const userFacts = {
  title: 'Konto',
  address: 'Adresse',
  role: 'Rolle',
  state: 'Status',
  disabled: 'Gesperrt seit',
  reason: 'Grund',
  noReason: 'Es wurde keiner angegeben.',
  created: 'Angelegt',
  seen: 'Zuletzt gesehen',
  never: 'nie',
  factor: 'Zweiter Faktor',
  hasFactor: 'eingerichtet',
  noFactor: 'keiner',
  id: 'Kennung',
  help: 'Hilfe',
  activity: 'Letzte Aktivitäten',
  noActivity: 'Bisher ist nichts geschehen.',
} as const;

export const userSessions = {
  title: 'Sitzungen',
  none: 'Nirgends angemeldet.',
  count: 'Angemeldet auf {count, plural, one {# Gerät} other {# Geräten}}.',
  endAll: 'Alle Sitzungen beenden',
  seen: 'zuletzt aktiv: {seen} ({address}) · angemeldet: {since}',
  end: 'Beenden',
  of: '(Sitzung in {browser})',
  /** "Pages of sessions" */
  list: 'Sitzungen',
} as const;

/** What somebody may reach. */
export const reach = {
  title: 'Zugriff',
  intro:
    'Jedes Objekt mit seiner Nummer, nie mit seinem Inhalt. Was allen erlaubt ist und was die Rolle erlaubt, steht hier nicht.',
  none: 'Der Person gehört nichts, und mit ihr ist nichts geteilt.',
  noMore: 'Nichts weiter.',
  thing: '{kind}: {relation}',
  made: 'seit {time}, selbst angelegt',
  given: 'seit {time}, von {giver}',
  deleted: 'einem gelöschten Konto',
  /** "Pages of access" */
  list: 'Zugriff',
} as const;

export const enableUser = {
  title: 'Das Konto wieder freigeben',
  text: 'Danach ist die Anmeldung wieder möglich, mit dem bisherigen Passwort.',
  submit: 'Freigeben',
} as const;

export const resetUser = {
  title: 'Ein neues Passwort verlangen',
  text: 'Alle Sitzungen der Person enden, und eine E-Mail bittet sie, ein neues Passwort festzulegen. Niemand sonst kann das tun; bis dahin gilt das alte weiter.',
  submit: 'Aufforderung senden',
} as const;

export const disableForm = {
  title: 'Das Konto sperren',
  submit: 'Sperren',
  submitting: 'Wird gesperrt …',
  intro:
    'Die Person wird sofort überall abgemeldet und kann sich nicht mehr anmelden. Nichts, was ihr gehört, geht verloren.',
  reason: 'Grund',
  reasonHint: 'Für die Verwaltung. Der betroffenen Person wird er nicht gezeigt.',
  until: 'Bis (freiwillig)',
  untilHint: 'In der Zeitzone {zone}. Danach ist das Konto von selbst wieder aktiv.',
} as const;

export const roleForm = {
  title: 'Die Rolle ändern',
  submit: 'Rolle ändern',
  submitting: 'Wird geändert …',
  intro:
    'Gilt ab der nächsten Anfrage der Person. Ihre Sitzungen laufen weiter, und eine E-Mail unterrichtet sie.',
  role: 'Rolle',
} as const;

export const deleteUserForm = {
  title: 'Das Konto löschen',
  submit: 'Dieses Konto löschen',
  submitting: 'Wird gelöscht …',
  intro:
    'Das Konto und alles darin wird endgültig gelöscht. Das Protokoll der Ereignisse bleibt, und die Person erhält eine letzte E-Mail.',
  email: 'Geben Sie zur Sicherheit {email} ein',
} as const;

export const userRefusals = {
  otherEmail: 'Das ist nicht die Adresse dieses Kontos.',
} as const;

/** What serves the site. */
export const system = {
  title: 'System',
  processes: 'Prozesse, die diese Website ausliefern',
  none: 'Bisher ist keiner verzeichnet. Laden Sie die Seite in einigen Sekunden neu.',
  process: 'Rechner und Prozess',
  version: 'Version und Build',
  started: 'Gestartet',
  seen: 'Zuletzt gesehen',
} as const;

export const systemDatabase = {
  file: 'Die Datenbank ist eine SQLite-Datei, die von einem Prozess bedient wird.',
  server:
    'Die Datenbank ist PostgreSQL; jeder Prozess hat hier eine Zeile, solange er die Website ausliefert.',
} as const;

export const systemDiffers = {
  build:
    'Es laufen verschiedene Builds. Während einer Aktualisierung ist das richtig, sonst nicht.',
  key: 'Die Prozesse weisen gegenseitig ihre Formulare ab: Ihre Schlüssel für Formulare unterscheiden sich. Kopieren Sie den Build und seinen Schlüssel von einem Rechner auf alle.',
  secret:
    'Einige Prozesse haben kein gemeinsames SESSION_SECRET: Wer zu einem anderen Prozess gelangt, wird abgemeldet. Stellen Sie es bei allen gleich ein.',
} as const;
