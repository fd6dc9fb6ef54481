import { notFound } from 'next/navigation';
import { listCapturedMail, placeOfMail } from '#lib/mail/captured';
import { placeIn, toCursor } from '#lib/pages';
import { siteName } from '#lib/product/brand';
import { mayReadMailbox } from '#lib/session/cookie';
import { textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { PageTop } from '#ui/page-top';
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
  const says = textsOf('mailbox');
  return (
    <div className="gate">
      <PageTop site={siteName()} skip={says.skip} />
      <main id="main" tabIndex={-1} className="wide reading stack">
        <Heading>{says.title}</Heading>
        <p className="dev">
          <Filled of={says.why} parts={{ mark: <b>{says.mark}</b> }} />
        </p>
        {mails.length === 0 && <p>{says.none}</p>}
        {mails.map((mail) => (
          <article key={mail.id} className="card stack" data-recipient={mail.recipient}>
            <div className="stack-s">
              <h2>{mail.subject}</h2>
              <p className="mono">
                <Filled
                  of={says.to}
                  parts={{ recipient: mail.recipient, time: <Time at={mail.createdAt} /> }}
                />
              </p>
            </div>
            <pre className="mail">{mail.text}</pre>
          </article>
        ))}
        <Pages
          of={says.list}
          path="/dev/mailbox"
          place={place}
          next={last ? toCursor('mails', placeOfMail(last)) : null}
        />
      </main>
      <SiteFooter />
    </div>
  );
}
