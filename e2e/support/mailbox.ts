import { setTimeout as sleep } from 'node:timers/promises';

const WAIT_MS = 10_000;

/** The text of the latest mail to an address, from /dev/mailbox; waits for it to be there. */
export async function latestMail(
  port: number,
  recipient: string,
  subject?: string,
): Promise<string> {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    const mail = (await mailsTo(port, recipient)).find(
      (text) => !subject || text.includes(subject),
    );
    if (mail) return mail;
    await sleep(50);
  }
  throw new Error(`No mail to ${recipient} within ${WAIT_MS} ms`);
}

/** Every captured mail to an address, newest first, as text that starts with its subject. */
export async function mailsTo(port: number, recipient: string): Promise<string[]> {
  const page = await (await fetch(`http://localhost:${port}/dev/mailbox`)).text();
  const body = page.replace(/<script.*?<\/script>/gs, '');
  return body
    .split('<article')
    .slice(1)
    .filter((article) => article.includes(`data-recipient="${recipient}"`))
    .map((article) =>
      article
        .replace(/<!--.*?-->/g, '')
        .replace(/<[^>]*>/g, '\n')
        .replace(/&#x27;/g, "'")
        .replace(/&amp;/g, '&'),
    );
}

/** The six digits of the latest code mailed to an address. */
export async function latestCode(
  port: number,
  recipient: string,
  subject = 'Your code for Gatehouse',
): Promise<string> {
  const mail = await latestMail(port, recipient, subject);
  const code = mail.match(/^\s*(\d{6})\s*$/m)?.[1];
  if (!code) throw new Error('The mail holds no code');
  return code;
}
