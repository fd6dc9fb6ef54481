/** Of captured mail, which stands for a mailbox while no mail server is set. */
export const mailbox = {
  skip: 'Zu den E-Mails springen',
  title: 'Aufgefangene E-Mails',
  /** "Pages of mail" */
  list: 'E-Mails',
  mark: 'DEV',
  why: '{mark} Es ist kein Mailserver eingestellt (SMTP_URL), darum verlässt nichts diesen Rechner. Nur Browser, die den vom Server ausgegebenen Link geöffnet haben, können diese Seite lesen. Laden Sie sie neu, um neuere E-Mails zu sehen.',
  none: 'Noch keine E-Mails.',
  noneTo: 'Noch keine E-Mails an diese Adresse.',
  /** Shows the mail to one address only. */
  recipient: 'E-Mails an',
  show: 'Anzeigen',
  everybody: 'Die E-Mails an alle anzeigen',
  /** Opens a mail. */
  read: 'E-Mail lesen',
  /** What the frame with the mail is called, before its subject. */
  html: 'Die E-Mail als HTML',
  text: 'Als reiner Text',
  copy: 'Code kopieren',
  copied: 'Kopiert',
  to: 'an {recipient} · {time}',
} as const;
