export const sessions = {
  title: 'Geräte',
  intro: 'Melden Sie ab, was Sie nicht kennen, und wählen Sie dann ein neues Passwort.',
  where: 'Wo Sie angemeldet sind',
  nowhere: 'Sonst sind Sie nirgends angemeldet.',
  others:
    'Sie sind auf {count, plural, one {# anderen Gerät} other {# anderen Geräten}} angemeldet.',
  apps: '{count, plural, one {# App oder Zugriffstoken darf} other {# Apps und Zugriffstoken dürfen}} Ihr Konto verwenden.',
  /** "This signs out Firefox on Linux (2), curl and 3 more." Then the button that does it. */
  ends: 'Damit melden Sie ab: {names}.',
  several: '{name} ({count, number})',
  more: '{count, number} weitere',
  endOthers: 'Überall sonst abmelden',
  this: 'Das Gerät, das Sie gerade verwenden',
  browsers: 'Andere Browser',
  programs: 'Programme und Websites',
  mayDo: 'Was sie dürfen',
  /** "Pages of devices" */
  list: 'Geräte',
} as const;

/** One of them. */
export const sessionRow = {
  here: 'Dieses Gerät',
  isNew: 'Neu',
  seen: 'Aktiv: {seen} · angemeldet: {since}',
  seenKept: 'Aktiv: {seen} · angemeldet: {since} · bleibt angemeldet',
  letIn: 'Aktiv: {seen} · zugelassen: {since}',
  near: 'Im selben Netz wie Sie',
  activity: 'Aktivitäten',
  end: 'Abmelden',
} as const;

export const allowedSites = {
  title: 'Websites, bei denen Sie sich anmelden',
  intro: 'Sie erfahren, wer Sie sind, ohne Sie erneut zu fragen, solange Sie hier angemeldet sind.',
  used: 'zuletzt verwendet: {used} · erlaubt: {since} · darf: {scopes}',
  own: 'Sie gehört dem Betreiber dieser Website, darum wird niemand gefragt.',
  end: 'Zurücknehmen',
} as const;

export const trustedBrowsers = {
  title: 'Vertrauenswürdige Browser',
  intro:
    'Hier werden Sie beim Anmelden nicht nach einem zweiten Faktor gefragt. Für alles Heikle wird er weiterhin verlangt.',
  used: 'zuletzt verwendet: {used} · Adresse beim Einrichten: {address} · bis {until}',
  end: 'Vertrauen entziehen',
} as const;

/** With what somebody came, as far as a user agent can be believed. */
export const browserNames = {
  unknown: 'Unbekannter Browser',
  script: 'Ein Skript',
  loopback: 'dieser Rechner',
  on: '{name} auf {system}',
  token: 'Zugriffstoken „{name}“',
} as const;
