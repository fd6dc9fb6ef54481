/** Passkeys: the pages of the account that add, rename and remove them. */
export const passkeys = {
  title: 'Passkeys',
  intro:
    'A passkey signs you in with your finger, face or PIN. It cannot be guessed, and it works on no other site.',
  none: 'You have no passkey yet.',
  list: 'Your passkeys',
  unknown: 'Passkey',
  synced: 'synced',
  onlyHere: 'only on this device',
  used: 'added {added}, last used {used}',
  unused: 'added {added}, never used to sign in',
  change: 'Rename or remove',
  all: 'All passkeys',
  onlyOne:
    'Your only passkey is on one device. Add a second one on another device, for the day you lose this one.',
} as const;

export const addPasskeyForm = {
  title: 'Add a passkey',
  intro: 'Your device asks for your finger, face or PIN, and keeps the passkey.',
  submit: 'Add a passkey',
  noScript: 'Adding a passkey needs JavaScript. Everything else on this page works without it.',
  known: 'This device has a passkey for your account already.',
} as const;

export const renamePasskeyForm = {
  title: 'Rename this passkey',
  name: 'Name',
  submit: 'Save name',
  submitting: 'Saving…',
} as const;

export const removePasskeyForm = {
  title: 'Remove this passkey',
  intro: 'It cannot sign you in any more. Remove it from your device as well, if it stays there.',
  submit: 'Remove passkey',
  submitting: 'Removing…',
} as const;

export const passkeyAnswers = {
  wrong: 'That passkey did not work here. Try another one, or another way to sign in.',
  expired: 'That took too long. Try again.',
  needed: 'Use your passkey to go on.',
  notMade:
    'The passkey could not be added: your device has to ask for your finger, face or PIN. Try again, or with another device.',
  known: 'That passkey belongs to an account here already.',
  tooMany: 'You have 25 passkeys. Remove one first.',
  lastWay: 'This is your only way to sign in. Add another passkey or set a password first.',
} as const;
