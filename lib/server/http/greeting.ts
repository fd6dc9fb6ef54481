import { env } from '#lib/env';
import { mailboxLink } from '#lib/mail/mailbox-key';
import { paint } from '#lib/screen';

/** What the terminal shows: the address, who can reach it, and while mail is captured the only way to read it. */
export function greeting(): string {
  const { APP_URL, LISTEN, PORT } = env();
  const mailbox = mailboxLink();
  const isForUs = LISTEN === 'localhost';
  const lines = [
    `${paint('bold', 'Gatehouse is ready')} at ${paint('cyan', APP_URL)}`,
    isForUs
      ? `Only this machine reaches port ${PORT}; in a container set LISTEN=0.0.0.0`
      : `It listens at ${LISTEN}: whoever reaches port ${PORT} there speaks to it without https`,
    ...(mailbox ? [`No mail server is set, read mail at ${paint('cyan', mailbox)}`] : []),
  ];
  return `\n${lines.map((line) => `  ${line}\n`).join('')}\n`;
}
