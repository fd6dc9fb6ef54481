import { setTimeout as sleep } from 'node:timers/promises';

const WAIT_MS = 10_000;

const outputs = new Map<number, () => string>();

/** Notes where the server at this port prints, and with it the link to its mailbox. */
export const listenTo = (port: number, output: () => string) => void outputs.set(port, output);

/** The link to the mailbox that the server printed at its last start. */
export function mailboxLink(port: number): string {
  const links = outputs
    .get(port)?.()
    .match(/http\S+\/dev\/mailbox\?key=\S+/g);
  if (!links) throw new Error(`The server at ${port} has printed no link to its mailbox`);
  return links.at(-1) as string;
}

/** The first page of the mailbox. */
export async function readMailbox(port: number): Promise<string> {
  return (await openMailbox(port))();
}

/** Every page of the mailbox, one behind the other, by the links from each to the next. */
export async function readWholeMailbox(port: number): Promise<string> {
  const look = await openMailbox(port);
  const pages = [await look()];
  for (;;) {
    const next = pages.at(-1)?.match(/href="\/dev\/mailbox(\?after=[^"]+)">Older/)?.[1];
    if (!next) return pages.join('');
    pages.push(await look(next));
  }
}

/** Opens the mailbox as a person does: by the link, then with the cookie it gave. Answers how to read a page of it. */
async function openMailbox(port: number) {
  const printed = new URL(mailboxLink(port));
  // Also where https stands in front.
  const site = printed.protocol === 'http:' ? printed.origin : `http://localhost:${port}`;
  const at = (address: string) => {
    const { pathname, search } = new URL(address, site);
    return `${site}${pathname}${search}`;
  };
  const opened = await fetch(at(mailboxLink(port)), { redirect: 'manual' });
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return async (query = '') => {
    const page = at(`${opened.headers.get('location') ?? ''}${query}`);
    return (await fetch(page, { headers: { cookie } })).text();
  };
}

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
  const page = await readMailbox(port);
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
  subject = 'Your code for ',
): Promise<string> {
  const mail = await latestMail(port, recipient, subject);
  const code = mail.match(/^\s*(\d{6})\s*$/m)?.[1];
  if (!code) throw new Error('The mail holds no code');
  return code;
}
