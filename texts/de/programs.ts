/** The list of the programs that may ask people to be let in. */
export const programs = {
  title: 'Apps',
  all: 'Alle Apps',
  intro:
    'Die Apps, Websites, Dienste und Maschinen, die hier registriert sind, auch die gesperrten. Der Betreiber fügt sie auf der Kommandozeile hinzu und ändert sie dort.',
  find: 'Nach einem Teil der Kennung oder des Namens suchen',
  search: 'Suchen',
  found: 'Was gefunden wurde',
  none: 'Es gibt keine weiteren Apps.',
  noneFound: 'Keine Kennung und kein Name auf dieser Seite enthält das.',
  /** "Pages of apps" */
  list: 'Apps',
  everything: 'Alle Apps anzeigen',
  app: 'App',
  kind: 'Art',
  state: 'Status',
  used: 'Zuletzt verwendet',
  unused: 'nicht verzeichnet',
} as const;

export const programKinds = {
  native: 'App',
  web: 'Website',
  service: 'Dienst',
  machine: 'Maschine',
} as const;

export const programState = { open: 'Darf anfragen', disabled: 'Gesperrt' } as const;

/** What is known of one of them. */
export const programFacts = {
  title: 'App',
  id: 'Kennung',
  kind: 'Art',
  state: 'Status',
  disabled: 'Gesperrt seit',
  added: 'Hinzugefügt',
  byDocument: '{time}, automatisch: Name und Adressen kommen aus einem Dokument auf {host}',
  used: 'Zuletzt verwendet',
  unused:
    'Es ist keine Verwendung verzeichnet. Ein Dienst, der nur Signaturen prüft, wird nie verzeichnet.',
  redirects: 'Antworten gehen an',
  logout: 'Nach dem Abmelden geht es weiter zu',
  told: 'Adresse für Back-Channel-Logout',
  audience: 'Die Token gelten für',
  scope: 'Darf anfragen',
  knows: 'Kennt die Scopes',
  consent: 'Gefragt wird',
  secret: 'Geheimnis',
  since: 'seit {time}',
  sinceUnknown: 'aus der Zeit, bevor dies verzeichnet wurde',
  before: 'das vorige Geheimnis gilt bis {time}',
  renew: 'Sie braucht ein neues: Der Betreiber vergibt es mit „clients secret“.',
} as const;

export const programConsent = {
  once: 'einmal für dasselbe',
  always: 'jedes Mal',
  never: 'nie, sie gehört dem Betreiber selbst',
} as const;

export const programPeople = {
  title: 'Zugelassen von',
  none: 'Niemand hat sie zugelassen.',
  count: '{count, plural, one {# Person} other {# Personen}}',
  more: 'Mehr als {count, number} Personen',
  /** "Pages of people" */
  list: 'Personen',
} as const;

export const disableProgramForm = {
  title: 'Die App sperren',
  intro:
    'Alle ihre Sitzungen und Aktualisierungstoken hier enden sofort, und sie kann nichts mehr anfragen. Eine Website, der das Ende von Sitzungen nicht mitgeteilt wird, behält ihre eigenen; ein Dienst, der hier nicht nachfragt, nimmt ein Zugriffstoken noch bis zu zehn Minuten lang an. Einstellungen und Geheimnis der App bleiben.',
  sure: 'Diese App aussperren',
  submit: 'Sperren',
  submitting: 'Wird gesperrt …',
} as const;

export const enableProgram = {
  title: 'Die App wieder freigeben',
  text: 'Sie darf wieder anfragen, mit den bisherigen Einstellungen und dem bisherigen Geheimnis. Wer sie vorher zugelassen hat, muss es noch einmal tun.',
  submit: 'Freigeben',
} as const;

export const programAnswers = {
  notSure: 'Kreuzen Sie das Kästchen an, damit es nicht aus Versehen geschieht.',
} as const;
