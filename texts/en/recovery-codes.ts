export const recoveryCodes = {
  title: 'Recovery codes',
  intro:
    'Ten codes for the day on which you have lost your phone and everything else. Each works once, in the place of your second step.',
  left: '{left, plural, =0 {You have none.} one {You have # code left.} other {You have # codes left.}}',
  replaces: 'New codes take the place of all you have, which stop working.',
  get: 'Get recovery codes',
  getting: 'Making them…',
  shown: 'Your recovery codes',
  once: 'They are shown now and never again. Print them or save them where you find them without your phone.',
  of: 'For {email} at {site}',
  list: 'Codes',
  save: 'Download as a text file',
  saving: 'Downloading…',
  print: 'To print them, use the print command of your browser: only the codes go on the paper.',
  kept: 'I have kept them',
  /** What stands above them in the file. */
  file: 'Recovery codes for {email} at {site}. Each works once.',
} as const;
