/** Passkeys: the pages of the account that add, rename and remove them. */
export const passkeys = {
  title: 'Passkeys',
  intro:
    'Mit einem Passkey melden Sie sich per Finger, Gesicht oder PIN an. Er lässt sich nicht erraten und gilt auf keiner anderen Website.',
  none: 'Sie haben noch keinen Passkey.',
  list: 'Ihre Passkeys',
  unknown: 'Passkey',
  synced: 'synchronisiert',
  onlyHere: 'nur auf diesem Gerät',
  used: 'hinzugefügt: {added}, zuletzt verwendet: {used}',
  unused: 'hinzugefügt: {added}, noch nie zum Anmelden verwendet',
  change: 'Umbenennen oder entfernen',
  all: 'Alle Passkeys',
  onlyOne:
    'Ihr einziger Passkey ist auf nur einem Gerät. Fügen Sie auf einem anderen Gerät einen zweiten hinzu, für den Tag, an dem Sie dieses verlieren.',
} as const;

export const addPasskeyForm = {
  title: 'Einen Passkey hinzufügen',
  intro: 'Ihr Gerät fragt nach Finger, Gesicht oder PIN und speichert den Passkey.',
  submit: 'Passkey hinzufügen',
  noScript:
    'Um einen Passkey hinzuzufügen, ist JavaScript nötig. Alles andere auf dieser Seite geht auch ohne.',
  known: 'Dieses Gerät hat schon einen Passkey für Ihr Konto.',
} as const;

export const renamePasskeyForm = {
  title: 'Diesen Passkey umbenennen',
  name: 'Name',
  submit: 'Namen speichern',
  submitting: 'Wird gespeichert …',
} as const;

export const removePasskeyForm = {
  title: 'Diesen Passkey entfernen',
  intro:
    'Danach können Sie sich mit ihm nicht mehr anmelden. Entfernen Sie ihn auch von Ihrem Gerät, falls er dort bleibt.',
  submit: 'Passkey entfernen',
  submitting: 'Wird entfernt …',
} as const;

export const passkeyAnswers = {
  wrong:
    'Dieser Passkey gilt hier nicht. Versuchen Sie es mit einem anderen oder mit einem anderen Anmeldeweg.',
  expired: 'Das hat zu lange gedauert. Versuchen Sie es erneut.',
  needed: 'Verwenden Sie Ihren Passkey, um fortzufahren.',
  notMade:
    'Der Passkey konnte nicht hinzugefügt werden: Ihr Gerät muss nach Finger, Gesicht oder PIN fragen. Versuchen Sie es erneut oder mit einem anderen Gerät.',
  known: 'Dieser Passkey gehört hier schon zu einem Konto.',
  tooMany: 'Sie haben 25 Passkeys. Entfernen Sie zuerst einen.',
  lastWay:
    'Das ist Ihr einziger Anmeldeweg. Fügen Sie zuerst einen anderen Passkey hinzu oder legen Sie ein Passwort fest.',
} as const;
