import type { listCapturedMail } from '#lib/mail/captured';
import { withNonce } from '#lib/mail/markup';
import { currentRequest } from '#lib/request/context';
import { textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Time } from '#ui/time';
import { CopyCode } from './copy-code';

type Mail = Awaited<ReturnType<typeof listCapturedMail>>[number];

/**
 * One captured mail: its code large, and below it what it says. One is open at a time, the newest first. Its HTML stands in a
 * frame that may run nothing, send nothing and fetch nothing; only its styles count.
 */
export function CapturedMail({ mail, isFirst }: { mail: Mail; isFirst: boolean }) {
  const says = textsOf('mailbox');
  const { recipient, subject, code } = mail;
  const to = <a href={`/dev/mailbox?to=${encodeURIComponent(recipient)}`}>{recipient}</a>;
  return (
    <article className="card stack captured" data-recipient={recipient}>
      <div className="stack-s">
        <h2>{subject}</h2>
        <p className="mono">
          <Filled
            of={says.to}
            parts={{ recipient: <bdi>{to}</bdi>, time: <Time at={mail.createdAt} /> }}
          />
        </p>
        {code !== '' && (
          <p className="mailed-code">
            <b dir="ltr">{code}</b>
            <CopyCode code={code} says={[says.copy, says.copied]} of={subject} />
          </p>
        )}
      </div>
      <details name="mail" open={isFirst}>
        <summary>
          {says.read} <span className="sr">{subject}</span>
        </summary>
        <iframe
          className="mail-frame"
          sandbox=""
          title={`${says.html}: ${subject}`}
          srcDoc={withNonce(mail.html, currentRequest()?.nonce ?? '')}
        />
        <h3>{says.text}</h3>
        <pre className="mail" dir="auto">
          {mail.text}
        </pre>
      </details>
    </article>
  );
}
