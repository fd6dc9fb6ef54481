import type { ReactNode } from 'react';
import { FORMATS } from '#lib/audit/format';
import { readVerdict } from '#lib/audit/verdict';
import { countUnverified } from '#lib/audit/watch';
import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Chain } from '#ui/charts/chain';
import { Filled } from '#ui/filled';
import { PostForm } from '#ui/post-form';
import { SubmitButton } from '#ui/submit-button';
import { Time } from '#ui/time';
import { verifyNowAction } from './actions';

/**
 * What the last verification found (at each start of the server, once a day, when asked), and what it has not seen: in
 * words, and as a chain.
 */
export async function ChainState({ zone }: { zone: string }) {
  const [verdict, unverified] = await Promise.all([readVerdict(), countUnverified()]);
  const { head, entries = 0, faults = [] } = verdict ?? {};
  const all = entries + unverified;
  const first = (head?.seq ?? 0) - entries + 1;
  const broken = faults.map(({ seq }) => Math.max(0, seq - first) / Math.max(1, all));
  const chain = <Chain entries={all} verified={entries} broken={broken} />;
  if (verdict && faults.length > 0)
    return <Changed at={verdict.at} zone={zone} faults={faults} chain={chain} />;
  const isWhole = verdict !== null && unverified === 0;
  return (
    <div className={`notice stack-s ${isWhole ? '' : 'plain'}`}>
      {chain}
      <div className="row">
        <p>
          {verdict === null && say('auditState.never')}
          {verdict && unverified > 0 && `${say('auditState.unverified', { count: unverified })} `}
          {verdict && <Seen verdict={verdict} zone={zone} isWhole={isWhole} />}
        </p>
        <Verify />
      </div>
    </div>
  );
}

type Verdict = NonNullable<Awaited<ReturnType<typeof readVerdict>>>;
type SeenProps = { verdict: Verdict; zone: string; isWhole: boolean };

/** Up to where the log was verified, and when. */
function Seen({ verdict: { at, head }, zone, isWhole }: SeenProps) {
  const parts = { last: head.seq, time: <Time at={at} zone={zone} isExact /> };
  if (isWhole) return <Filled of={textsOf('auditState').whole} parts={parts} />;
  return head.seq > 0 && <Filled of={textsOf('auditState').verified} parts={parts} />;
}

const Verify = () => (
  <ButtonForm action={verifyNowAction}>
    <SubmitButton says={say('auditState.verify')} className="btn-quiet btn-s" />
  </ButtonForm>
);

type ChangedProps = { at: Date; zone: string; faults: { says: string }[]; chain: ReactNode };

const Changed = ({ at, zone, faults, chain }: ChangedProps) => (
  <div className="summary stack-s" role="alert">
    <h2>{say('auditState.changed')}</h2>
    {chain}
    <ul>
      {faults.map(({ says }) => (
        <li key={says}>{says}</li>
      ))}
    </ul>
    <div className="row">
      <p>
        <Filled
          of={textsOf('auditState').at}
          parts={{ time: <Time at={at} zone={zone} isExact /> }}
        />
      </p>
      <Verify />
    </div>
  </div>
);

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
