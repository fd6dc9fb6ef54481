/** The programs that were let in, and the tokens that somebody made for programs of their own. */
export const apps = {
  title: 'Apps und Zugriffstoken',
  part: 'Apps',
  intro: 'Was Ihr Konto ohne Sie verwenden darf.',
  apps: 'Apps',
  noApps: 'Keine App hat Zugriff auf Ihr Konto.',
  whatApps: 'Hier steht jede App und Website, die Sie zulassen, mit dem, was sie darf.',
  tokens: 'Zugriffstoken',
  noTokens: 'Sie haben keines angelegt.',
  whatTokens: 'Ein Token ist für ein Skript, vor dem niemand sitzt.',
  /** "Pages of apps" */
  list: 'Apps und Zugriffstoken',
  shown: 'Ihr neues Zugriffstoken',
  once: 'Es wird nur jetzt gezeigt. Kopieren Sie es dorthin, wo es gebraucht wird, und hüten Sie es wie ein Passwort: Wer es hat, darf alles, was Sie angekreuzt haben.',
  use: 'Programme senden es im Header „Authorization: Bearer …“, nie in einer Adresse.',
  kept: 'Ich habe es kopiert',
} as const;

/** One of them. */
export const appRow = {
  seen: 'zuletzt aktiv: {seen} ({address}) · zugelassen: {since}',
  used: 'zuletzt verwendet: {seen} ({address}) · angelegt: {since}',
  unused: 'noch nicht verwendet · angelegt: {since}',
  browsers: 'Dort in {count, number} Browsern angemeldet.',
  may: 'Darf: {scopes}.',
  appEnds:
    'Endet spätestens am {time}. Um ihr weniger zu erlauben, melden Sie sie ab und lassen Sie sie neu zu.',
  tokenEnds: 'Endet am {time}.',
  signOut: 'Abmelden',
  end: 'Beenden',
} as const;

export const tokenForm = {
  title: 'Ein Zugriffstoken anlegen',
  intro: 'Für ein Skript oder ein Programm von Ihnen, das Sie nicht in einem Browser fragen kann.',
  name: 'Name',
  nameHint: 'Wofür es ist, etwa „Nächtliche Sicherung“.',
  scopes: 'Es darf',
  days: 'Es gilt',
  day7: '7 Tage',
  day30: '30 Tage',
  day90: '90 Tage',
  day365: 'ein Jahr',
  submit: 'Token anlegen',
  submitting: 'Wird angelegt …',
} as const;

/** Why none was made. */
export const tokenAnswers = {
  noScope: 'Kreuzen Sie mindestens eines an, das es darf.',
  shownBefore:
    'Dieses Formular hat sein Token schon angelegt, und es wird nicht noch einmal gezeigt. Wenn Sie es nicht kopiert haben, beenden Sie es und legen Sie ein neues an.',
  tooMany: 'Mehr Zugriffstoken kann ein Konto nicht haben. Beenden Sie zuerst eines.',
} as const;

export const tokenMail = {
  subject: 'Für Ihr Konto wurde ein Zugriffstoken angelegt',
  made: 'Für Ihr Konto bei {site} wurde ein Zugriffstoken angelegt. Wer es hat, kann Ihr Konto {days, plural, one {# Tag} other {# Tage}} lang verwenden.',
  where: 'Sie finden es unter {url}/settings/apps und können es dort jederzeit beenden.',
  may: 'Es darf',
} as const;
