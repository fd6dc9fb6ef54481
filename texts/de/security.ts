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
  devices: 'Geräte',
  devicesCount: 'Sie sind {count, plural, one {nur hier} other {an # Stellen}} angemeldet.',
  apps: 'Apps und Zugriffstoken',
  appsCount:
    '{count, plural, =0 {Nichts verwendet Ihr Konto ohne Sie.} one {# darf Ihr Konto verwenden.} other {# dürfen Ihr Konto verwenden.}}',
  look: 'Ansehen',
  /** What follows when a thing was set up, or used. */
  added: 'hinzugefügt: {when}',
  used: 'zuletzt verwendet: {when}',
  neverUsed: 'noch nicht verwendet',
} as const;
