import { notFound } from 'next/navigation';
import { listCapturedMail, placeOfMail } from '#lib/mail/captured';
import { placeIn, toCursor } from '#lib/pages';
import { mayReadMailbox } from '#lib/session/cookie';
import { Pages } from '#ui/pages';
import { SiteFooter } from '#ui/site-footer';
import { Time } from '#ui/time';
import { Heading } from '#ui/title';

const SHOWN = 50;

type Props = { searchParams: Promise<{ after?: string | string[] }> };

/** Opens with the key that this start printed, and only while mail is captured: there it stands for the mailbox. */
export default async function MailboxPage({ searchParams }: Props) {
  if (!(await mayReadMailbox())) notFound();
  const place = placeIn('mails', (await searchParams).after);
  const found = place === null ? [] : await listCapturedMail({ after: place, limit: SHOWN + 1 });
  const mails = found.slice(0, SHOWN);
  const last = found.length > SHOWN ? mails.at(-1) : undefined;
  return (
    <div className="gate">
      <a className="skip" href="#main">
        Skip to the mail
      </a>
      <header className="bar">
        <a className="brand" href="/">
          Gatehouse
        </a>
      </header>
      <main id="main" tabIndex={-1} className="wide reading stack">
        <Heading>Captured mail</Heading>
        <p className="dev">
          <b>DEV</b> No mail server is set (SMTP_URL), so nothing leaves this machine. Only browsers
          that opened the link the server printed can read this page. Reload it for newer mail.
        </p>
        {mails.length === 0 && <p>No mail yet.</p>}
        {mails.map((mail) => (
          <article key={mail.id} className="card stack" data-recipient={mail.recipient}>
            <div className="stack-s">
              <h2>{mail.subject}</h2>
              <p className="mono">
                to {mail.recipient} · <Time at={mail.createdAt} />
              </p>
            </div>
            <pre className="mail">{mail.text}</pre>
          </article>
        ))}
        <Pages
          of="mail"
          path="/dev/mailbox"
          place={place}
          next={last ? toCursor('mails', placeOfMail(last)) : null}
        />
      </main>
      <SiteFooter />
    </div>
  );
}
