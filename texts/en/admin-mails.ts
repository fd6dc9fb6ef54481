/** Mails that did not arrive. */
export const adminMails = {
  title: 'Mail',
  intro:
    'Mails that did not arrive, and what the mail server said. Nobody sees here what a mail says.',
  captured:
    'No mail server is set, so no mail leaves this machine. The operator reads them at /dev/mailbox.',
  which: 'Which mails',
  /** "Pages of mails" */
  list: 'mails',
  to: 'To',
  tried: 'Tried',
  said: 'The mail server said',
  again: 'Again',
  times: '{count, plural, =0 {not yet} one {once} other {# times}}',
  sendAgain: 'Send again',
  ofMail: 'to {address}: {subject}',
  gone: 'It carried a code. The person can ask for another.',
  nothing: 'nothing',
} as const;

export const adminMailStates = {
  failed: 'Given up',
  dropped: 'Too late',
  waiting: 'On their way',
} as const;

/** What is said of each of them, and where there is none. */
export const adminMailStateSays = {
  failed:
    'The mail server refused them for good, or could not be reached twelve times within some hours.',
  dropped:
    'They carried a code that had died before the mail server took them, or that another code replaced.',
  waiting: 'They are tried until the mail server takes them.',
} as const;

export const adminMailNone = {
  failed: 'No mail was given up on in the last seven days.',
  dropped: 'No mail came too late in the last seven days.',
  waiting: 'No mail waits.',
} as const;
