export const deviceForm = {
  title: 'Connect a device',
  submit: 'Continue',
  submitting: 'Looking…',
  intro: 'Type the code that your device or terminal shows. You then see what it asks for.',
  code: 'Code',
  hint: 'Eight letters. Only go on if you started this yourself.',
} as const;

export const device = {
  noSuchCode: 'That device code isn’t valid. Check it, or begin again on the device.',
  title: 'Allow {name} to use your account?',
  asks: 'You are signed in as {email}. {name} asks to use this account.',
  from: '{program} · asked from {address}',
  warning: 'Did somebody send you this code, or ask you to type it? Then it is not yours: deny it.',
} as const;

export const deviceAllowed = {
  title: 'You let {name} in',
  next: 'You can close this page and go back to the device.',
  end: 'You can end this at any time under {sessions}.',
  sessions: 'Apps and access tokens',
} as const;

export const deviceDenied = {
  title: 'You turned {name} away',
  next: 'It got nothing of your account. You can close this page.',
} as const;

export const deviceOver = {
  title: 'This code is over',
  why: 'It was answered, it took too long, or it was typed in another browser.',
  again: 'Begin again on the device, and then {link}.',
  link: 'type the new code',
} as const;
