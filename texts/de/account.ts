/** Where one can go, also as the head of a card says where one goes next. */
export const places = {
  dashboard: 'Übersicht',
  profile: 'Profil',
  email: 'E-Mail-Adresse',
  security: 'Anmeldung und Sicherheit',
  password: 'Passwort',
  authenticator: 'Authenticator-App',
  'recovery-codes': 'Wiederherstellungscodes',
  passkeys: 'Passkeys',
  connections: 'Verbundene Konten',
  apps: 'Apps',
  sessions: 'Geräte',
  activity: 'Aktivitäten',
  data: 'Ihre Daten',
  administration: 'Verwaltung',
  overview: 'Überblick',
  users: 'Personen',
  programs: 'Apps',
  audit: 'Prüfprotokoll',
  mail: 'E-Mails',
  system: 'System',
  device: 'Gerät',
  examples: 'Beispiele',
  settings: 'Einstellungen',
  admin: 'Verwaltung',
} as const;

/** What stands around every page. */
export const frame = {
  skip: 'Zum Inhalt springen',
  skipToForm: 'Zum Formular springen',
  account: 'Konto',
  site: 'Website',
  menu: ', Kontomenü',
  yourAccount: 'Ihr Konto',
  yourProfile: 'Ihr Profil',
  signOut: 'Abmelden',
  signingOut: 'Wird abgemeldet …',
  signIn: 'Anmelden',
  host: 'Selbst betrieben auf {host}',
  terms: 'Nutzungsbedingungen',
  privacy: 'Datenschutz',
  support: 'Support',
  next: 'weiter → {place}',
  noCookies:
    'Ihr Browser speichert keine Cookies dieser Website, und ohne sie kann sich niemand anmelden. Erlauben Sie hier Cookies und versuchen Sie es dann erneut.',
  captured:
    'Es ist kein Mailserver eingestellt, darum wurde die E-Mail aufgefangen: {mailbox}. Verwenden Sie beim ersten Mal den Link mit dem Schlüssel, den der Server beim Start ausgegeben hat.',
  mailbox: 'Postfach öffnen',
} as const;

export const sessionWatch = {
  ended:
    'Sie wurden abgemeldet. Ihre Eingaben sind noch da. Melden Sie sich wieder an und senden Sie sie dann.',
  another:
    'Jetzt ist hier jemand anderes angemeldet. Ihre Eingaben sind noch da, können aber nur aus dem Konto gesendet werden, in dem sie geschrieben wurden.',
  back: 'Sie sind wieder angemeldet. Ihre Eingaben sind noch da und können gesendet werden.',
  signIn: 'Wieder anmelden',
} as const;

export const accountState = {
  open: 'Aktiv',
  disabled: 'Gesperrt',
  until: 'bis {time}',
} as const;

/** The way through a long list. */
export const pages = {
  of: 'Seiten: {list}',
  newest: 'Neueste',
  older: 'Ältere',
  first: 'Erste Seite',
  next: 'Nächste Seite',
  more: 'Mehr',
  none: 'Diese Adresse führt zu keiner Seite der Liste.',
} as const;

/** The first page, which is open to everybody. */
export const home = {
  title: 'Anmeldung, die Ihrer Anwendung gehört',
  intro: 'Das ist {site}: Konten, Sitzungen und ein Tor vor jeder privaten Seite.',
  here: 'Auf diesem Server',
  reach: 'Außer Reichweite',
  ended: 'Beendet heißt beendet',
  dashboard: 'Zu Ihrer Übersicht',
  createAccount: 'Konto anlegen',
} as const;

/** Under each of its promises. */
export const homeHints = {
  here: 'Ihr Passwort wird hier geprüft, mit der eigenen Datenbank und nirgends sonst.',
  reach: 'Kein Skript in Ihrem Browser erhält je etwas, das Ihr Konto öffnet.',
  ended: 'Melden Sie ein Gerät ab oder alle: Das gilt sofort.',
} as const;
