/** Of captured mail, which stands for a mailbox while no mail server is set. */
export const mailbox = {
  skip: 'Skip to the mail',
  title: 'Captured mail',
  /** "Pages of mail" */
  list: 'mail',
  mark: 'DEV',
  why: '{mark} No mail server is set (SMTP_URL), so nothing leaves this machine. Only browsers that opened the link the server printed can read this page. Reload it for newer mail.',
  none: 'No mail yet.',
  to: 'to {recipient} · {time}',
} as const;
