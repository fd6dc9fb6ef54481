export const authenticator = {
  title: 'Authenticator app',
  setUpTitle: 'Set up an authenticator app',
  intro:
    'An authenticator app on your phone or computer shows six digits, others each half minute. They are asked for after your password.',
  give: '1. Give your app this key',
  how: 'Scan the picture with the app, or type the key into it. Keep both to yourself: whoever has the key has your codes.',
  picture: 'The key as a picture (QR code)',
  key: 'Key',
  once: 'This key counts until you open this page again. It is shown here only, and only now.',
  wrong:
    'This is not the code that the app shows for this key. Type the newest one. If you opened this page more than once, give the app the key that stands here now.',
  isSetUp: 'Your app is set up. Its code is asked for after your password or a mailed code.',
  another:
    'For an app on another device, remove this one first, then set the other up. Until then nothing is asked for in its place.',
  remove: 'Remove',
} as const;

export const authenticatorForm = {
  title: '2. Type what the app shows',
  code: 'Code of your authenticator app',
  submit: 'Set up',
  submitting: 'Setting up…',
} as const;
