/** Where everything stands by which somebody signs in. */
export const security = {
  part: 'Anmeldung und Sicherheit',
  title: 'Anmeldung und Sicherheit',
  intro: 'Wie Sie sich anmelden und wo Sie angemeldet sind.',
  needsFactor:
    'Ihr Konto braucht auf dieser Website einen zweiten Faktor. Ab dem {time} lässt sich nichts anderes öffnen, bis Sie einen eingerichtet haben.',
  ways: 'Anmeldewege',
  second: 'Zweiter Schritt',
  secondIntro: 'Wonach nach Ihrem Passwort oder einem Code per E-Mail gefragt wird.',
  where: 'Wo Sie angemeldet sind',
  password: 'Passwort',
  passwordNone: 'Nicht festgelegt.',
  passwordChange: 'Ändern',
  passwordChoose: 'Passwort festlegen',
  passkeys: 'Passkeys',
  passkeysCount:
    '{count, plural, =0 {Keine. Mit einem melden Sie sich per Finger, Gesicht oder PIN an.} one {# Passkey.} other {# Passkeys.}}',
  connectionsCount:
    '{count, plural, =0 {Keine. Mit einem melden Sie sich ohne ein Passwort von uns an.} one {# Konto.} other {# Konten.}}',
  addPasskey: 'Passkey hinzufügen',
  allPasskeys: 'Alle {count} Passkeys',
  byCode: 'ein Code per E-Mail meldet Sie an',
  app: 'Authenticator-App',
  appNone: 'Nicht eingerichtet. Sie funktioniert ohne Netz.',
  appChange: 'Ändern',
  setUp: 'Einrichten',
  codes: 'Wiederherstellungscodes',
  codesNone:
    'Keine. Zehn Codes zum Drucken oder Speichern, jeder für eine Anmeldung, wenn Sie alles andere verloren haben.',
  codesLeft: 'Noch {left, plural, one {# Code} other {# Codes}}.',
  codesMissing: 'Fehlen',
  codesFew: 'Nur noch wenige',
  getCodes: 'Wiederherstellungs\u00adcodes erstellen',
  warnMissing:
    'Sie haben keine Wiederherstellungscodes. Wenn Sie verlieren, womit Sie sich ausweisen, sind Sie ausgesperrt.',
  warnFew:
    'Sie haben {left, plural, =0 {keinen Wiederherstellungscode} one {nur noch # Wiederherstellungscode} other {nur noch # Wiederherstellungscodes}}. Erstellen Sie neue, bevor sie ausgehen.',
  trusted: 'Vertrauenswürdige Browser',
  trustedCount:
    '{count, plural, =0 {Keine: Der zweite Schritt wird überall verlangt.} one {# Browser wird nicht danach gefragt.} other {# Browser werden nicht danach gefragt.}}',
  apps: 'Apps und Zugriffstoken',
  appsCount:
    '{count, plural, =0 {Nichts verwendet Ihr Konto ohne Sie.} one {# darf Ihr Konto verwenden.} other {# dürfen Ihr Konto verwenden.}}',
  look: 'Ansehen',
  /** What follows when a thing was set up, or used. */
  added: 'hinzugefügt: {when}',
  used: 'zuletzt verwendet: {when}',
  neverUsed: 'noch nicht verwendet',
} as const;

/** The pass of an account: what protects it, and what is left to do. */
export const pass = {
  of: 'Passierschein · {email}',
  until: 'gültig bis {time}',
  ring: '{done} von {count} in Ordnung',
  left: '{left, plural, =0 {Alles in Ordnung. Es ist nichts mehr zu tun.} =1 {Gut. Eines fehlt noch.} other {Es fehlen noch # Dinge.}}',
  all: 'Sehen Sie wieder herein, wenn ein Gerät dazukommt oder verloren geht.',
  punches: 'Was Ihr Konto schützt',
  isPunched: ': in Ordnung',
  isOpen: ': noch zu tun',
} as const;

/** The protections, as they stand. */
export const punches = {
  passkey: 'Passkey',
  password: 'Passwort',
  connection: 'Verbundenes Konto',
  noWay: 'Passwort oder Passkey',
  second: 'Zweiter Schritt',
  noSecond: 'Zweiter Schritt',
  codes: 'Wiederherstellungscodes',
  fewCodes: 'Wenige Wiederherstellungscodes',
  noCodes: 'Wiederherstellungscodes',
  noNews: 'Kein neues Gerät, keine neue App',
  news: '{count, plural, one {# neues Gerät oder neue App} other {# neue Geräte oder Apps}}',
} as const;

/** Why one of them is the next … */
export const passNext = {
  noWay:
    'Bisher kommen Sie nur über Ihr Postfach herein: Wer Ihre E-Mails liest, kann sich als Sie anmelden.',
  noSecond:
    'Bisher öffnet ein einziger Nachweis Ihr Konto. Mit einem zweiten Schritt reicht ein gestohlenes Passwort oder Postfach nicht.',
} as const;

/** … and the button that leads there. */
export const passActs = {
  noWay: 'Passkey einrichten',
  choosePassword: 'Passwort wählen',
  noSecond: 'Zweiten Schritt einrichten',
  noCodes: 'Codes erstellen',
  fewCodes: 'Neue Codes erstellen',
  news: 'Ansehen, was neu ist',
} as const;

/** Where somebody is signed in, as pictures. */
export const deviceCards = {
  all: '{count, plural, one {Nur dieses Gerät} other {Alle # Geräte}}',
  isNew: 'Neu',
  since: 'Angemeldet: {when}',
  seen: 'Aktiv: {when}',
  near: 'Im selben Netz wie Sie',
  notMine: 'Nicht meins: abmelden',
} as const;

/** The sign-ins of the last days, drawn and counted. */
export const signInStrip = {
  title: 'Die letzten {days} Tage',
  all: 'Alle Aktivitäten',
  chart:
    '{signIns, plural, =0 {Keine Anmeldung} one {# Anmeldung} other {# Anmeldungen}}, {failures, plural, =0 {kein falsches Passwort und kein falscher Code} one {# falsches Passwort oder falscher Code} other {# falsche Passwörter oder Codes}}.',
  signIns: 'Anmeldungen',
  failures: 'Falsche Passwörter und Codes',
  table: 'Zahlen anzeigen',
  day: 'Tag',
  today: 'Heute',
} as const;
