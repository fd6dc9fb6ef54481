export const sessions = {
  title: 'Wo Sie angemeldet sind',
  part: 'Sitzungen',
  intro: 'Beenden Sie jede Sitzung, die Sie nicht kennen.',
  elsewhere: 'Anderswo',
  others:
    'Sie sind auf {count, plural, one {# anderen Gerät} other {# anderen Geräten}} angemeldet.',
  apps: '{count, plural, one {# App oder Zugriffstoken darf} other {# Apps und Zugriffstoken dürfen}} Ihr Konto verwenden.',
  endOthers: 'Überall sonst abmelden',
  browsers: 'Browser',
  /** "Pages of sessions" */
  list: 'Sitzungen',
} as const;

/** One of them. */
export const sessionRow = {
  here: 'Dieses Gerät',
  seen: 'zuletzt aktiv: {seen} ({address}) · angemeldet: {since}',
  seenKept: 'zuletzt aktiv: {seen} ({address}) · angemeldet: {since} · bleibt angemeldet',
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
