/** Of captured mail, which stands for a mailbox while no mail server is set. */
export const mailbox = {
  skip: 'Zu den E-Mails springen',
  title: 'Aufgefangene E-Mails',
  /** "Pages of mail" */
  list: 'E-Mails',
  mark: 'DEV',
  why: '{mark} Es ist kein Mailserver eingestellt (SMTP_URL), darum verlässt nichts diesen Rechner. Nur Browser, die den vom Server ausgegebenen Link geöffnet haben, können diese Seite lesen. Laden Sie sie neu, um neuere E-Mails zu sehen.',
  none: 'Noch keine E-Mails.',
  to: 'an {recipient} · {time}',
} as const;
