/** Mails that did not arrive. */
export const adminMails = {
  title: 'E-Mails',
  intro:
    'E-Mails, die nicht angekommen sind, und die Antwort des Mailservers. Was in einer E-Mail steht, ist hier für niemanden zu sehen.',
  captured:
    'Es ist kein Mailserver eingestellt, darum verlässt keine E-Mail diesen Rechner. Der Betreiber liest sie unter /dev/mailbox.',
  which: 'Welche E-Mails',
  /** "Pages of mails" */
  list: 'E-Mails',
  to: 'An',
  tried: 'Versucht',
  said: 'Antwort des Mailservers',
  again: 'Erneut',
  times: '{count, plural, =0 {noch nicht} one {einmal} other {#-mal}}',
  sendAgain: 'Erneut senden',
  ofMail: 'an {address}: {subject}',
  gone: 'Sie enthielt einen Code. Die Person kann einen neuen anfordern.',
  nothing: 'nichts',
} as const;

export const adminMailStates = {
  failed: 'Aufgegeben',
  dropped: 'Zu spät',
  waiting: 'Unterwegs',
} as const;

/** What is said of each of them, and where there is none. */
export const adminMailStateSays = {
  failed:
    'Der Mailserver hat sie endgültig abgelehnt oder war binnen einiger Stunden zwölfmal nicht zu erreichen.',
  dropped:
    'Sie enthielten einen Code, der schon abgelaufen oder durch einen anderen ersetzt war, bevor der Mailserver sie annahm.',
  waiting: 'Sie werden so lange versucht, bis der Mailserver sie annimmt.',
} as const;

export const adminMailNone = {
  failed: 'In den letzten sieben Tagen wurde keine E-Mail aufgegeben.',
  dropped: 'In den letzten sieben Tagen kam keine E-Mail zu spät.',
  waiting: 'Keine E-Mail wartet.',
} as const;
