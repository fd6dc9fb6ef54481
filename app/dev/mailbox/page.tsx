import { notFound } from 'next/navigation';
import { listCapturedMail, PLACE_OF_MAIL, placeOfMail } from '#lib/mail/captured';
import { placeIn, toCursor } from '#lib/pages';
import { siteName } from '#lib/product/brand';
import { mayReadMailbox } from '#lib/session/cookie';
import { textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { PageTop } from '#ui/page-top';
import { Pages } from '#ui/pages';
import { SiteFooter } from '#ui/site-footer';
import { Heading } from '#ui/title';
import { CapturedMail } from './captured-mail';
import { RecipientForm, recipientIn } from './recipient';

const SHOWN = 50;

type Asked = { after?: string | string[]; to?: string | string[] };
type Props = { searchParams: Promise<Asked> };

/** Opens with the key that this start printed, and only while mail is captured: there it stands for the mailbox. */
export default async function MailboxPage({ searchParams }: Props) {
  if (!(await mayReadMailbox())) notFound();
  const { after, to: asked } = await searchParams;
  const place = placeIn('mails', after, PLACE_OF_MAIL);
  const to = recipientIn(asked);
  const found =
    place === null ? [] : await listCapturedMail({ after: place, limit: SHOWN + 1, to });
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
        <RecipientForm to={to} />
        {mails.length === 0 && <p>{to === '' ? says.none : says.noneTo}</p>}
        {mails.map((mail, at) => (
          <CapturedMail key={mail.id} mail={mail} isFirst={at === 0} />
        ))}
        <Pages
          of={says.list}
          path="/dev/mailbox"
          query={to === '' ? {} : { to }}
          place={place}
          next={last ? toCursor('mails', placeOfMail(last)) : null}
        />
      </main>
      <SiteFooter />
    </div>
  );
}
