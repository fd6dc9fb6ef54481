/** Of captured mail, which stands for a mailbox while no mail server is set. */
export const mailbox = {
  skip: 'Skip to the mail',
  title: 'Captured mail',
  /** "Pages of mail" */
  list: 'mail',
  mark: 'DEV',
  why: '{mark} No mail server is set (SMTP_URL), so nothing leaves this machine. Only browsers that opened the link the server printed can read this page. Reload it for newer mail.',
  none: 'No mail yet.',
  noneTo: 'No mail to this address yet.',
  /** Shows the mail to one address only. */
  recipient: 'Mail to',
  show: 'Show',
  everybody: 'Show the mail to everybody',
  /** Opens a mail. */
  read: 'Read the mail',
  /** What the frame with the mail is called, before its subject. */
  html: 'The mail as HTML',
  text: 'As plain text',
  copy: 'Copy the code',
  copied: 'Copied',
  to: 'to {recipient} · {time}',
} as const;
