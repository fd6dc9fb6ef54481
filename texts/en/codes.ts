/** The page that waits for a mailed code. */
export const codeForms = {
  code: 'Six-digit code',
  hint: 'It works once, for 10 minutes, in this browser.',
  notMailed:
    'No code went out for this page yet: {email} was mailed a short while ago, by another browser or for something that is done. Have one sent below as soon as it can be.',
  noLonger: 'The code that we mailed to {email} at {at} no longer works.',
  look: 'We sent a 6-digit code to {email} at {at}. Enter it here. It works until {until}. If it does not arrive within a minute, look in your spam folder too.',
  resend: 'Send another code',
  sent: 'Another code is on its way. The one before no longer works.',
  noMail: 'No mail? Have another code sent.',
  noMailIn: 'No mail? You can have another code sent {wait}.',
  noMailAfter: 'No mail? You can have another code sent after {time}.',
  in: 'in {time}',
  sendAgain: 'Send again',
} as const;

export const codes = {
  over: 'That took longer than an hour, so it begins again here. Send it in once more, and we mail another code.',
} as const;

/** To a person who sends the same code in twice: the first has done what both were for. */
export const codeUsed = {
  'sign-up': 'This code no longer works: it was used, and the account is there. Sign in to go on.',
  'sign-in':
    'This code no longer works: it was used, and somebody signed in with it. Have another sent.',
  reset: 'This code no longer works: it was used, and the new password is saved. Sign in with it.',
  recover: 'This code no longer works: it was used, and it is done.',
  confirm: 'This code no longer works: it was used.',
  'change-email': 'This code no longer works: it was used, and your account got this address.',
} as const;
