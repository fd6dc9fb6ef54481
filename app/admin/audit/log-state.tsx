import type { ReactNode } from 'react';
import { FORMATS } from '#lib/audit/format';
import { readVerdict } from '#lib/audit/verdict';
import { countUnverified } from '#lib/audit/watch';
import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { PostForm } from '#ui/post-form';
import { SubmitButton } from '#ui/submit-button';
import { Time } from '#ui/time';
import { verifyNowAction } from './actions';

/** What the last verification found (at each start of the server, once a day, when asked), and what it has not seen. */
export async function ChainState({ zone }: { zone: string }) {
  const verdict = await readVerdict();
  if (!verdict) return <Pending text={say('auditState.never')} />;
  const { at, head, faults } = verdict;
  if (faults.length > 0) return <Changed at={at} zone={zone} faults={faults} />;
  const parts = { last: head.seq, time: <Time at={at} zone={zone} /> };
  const unverified = await countUnverified();
  if (unverified === 0)
    return (
      <p className="notice">
        <Filled of={textsOf('auditState').whole} parts={parts} />
      </p>
    );
  return (
    <Pending text={say('auditState.unverified', { count: unverified })}>
      {head.seq > 0 && (
        <>
          {' '}
          <Filled of={textsOf('auditState').verified} parts={parts} />
        </>
      )}
    </Pending>
  );
}

function Pending({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="notice plain row">
      <p>
        {text}
        {children}
      </p>
      <ButtonForm action={verifyNowAction}>
        <SubmitButton says={say('auditState.verify')} className="btn-quiet btn-s" />
      </ButtonForm>
    </div>
  );
}

function Changed({ at, zone, faults }: { at: Date; zone: string; faults: { says: string }[] }) {
  return (
    <div className="summary" role="alert">
      <h2>{say('auditState.changed')}</h2>
      <ul>
        {faults.map(({ says }) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
      <p>
        <Filled of={textsOf('auditState').at} parts={{ time: <Time at={at} zone={zone} /> }} />
      </p>
    </div>
  );
}

/** Takes the days of the filter along; everything else of the log is exported whole, so that it can be verified. */
export function ExportForm({ days: { from, to } }: { days: { from: string; to: string } }) {
  return (
    <section className="card stack" aria-labelledby="export">
      <div className="stack-s">
        <h2 id="export">{say('auditExport.title')}</h2>
        <p className="hint">{say(from || to ? 'auditExport.days' : 'auditExport.all')}</p>
      </div>
      <div className="actions">
        {FORMATS.map((format) => (
          <PostForm
            key={format}
            action="/admin/audit/export"
            says={say(`auditExport.${format}`)}
            whilePending={say('auditExport.exporting')}
            isDownload
          >
            <input type="hidden" name="from" value={from} />
            <input type="hidden" name="to" value={to} />
            <input type="hidden" name="format" value={format} />
          </PostForm>
        ))}
      </div>
    </section>
  );
}
