import type { ReactNode } from 'react';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Ago } from '#ui/time';
import { sayBytes } from '../../_ui/say-bytes';
import { sayNumber } from '../../_ui/say-number';
import type { SiteState } from './state';

type Props = { state: SiteState; zone: string };

/** What serves the site and how it is: a line for each part that the viewer may know of. */
export const Health = ({ state, zone }: Props) => (
  <section className="card stack" aria-labelledby="health">
    <h2 id="health">{say('health.title')}</h2>
    <ul className="health">
      {state.log && <OfLog log={state.log} zone={zone} />}
      {state.mails && (
        <Line of={say('health.mail')} isGood={state.mails.failed === 0}>
          {say('health.mails', {
            waiting: sayNumber(state.mails.waiting),
            failed: sayNumber(state.mails.failed),
          })}
        </Line>
      )}
      {state.machine?.backup && (
        <Line
          of={say('health.backup')}
          isGood={state.machine.backup.at !== null && !state.machine.backup.isOld}
        >
          {state.machine.backup.at ? (
            <Ago at={state.machine.backup.at} zone={zone} />
          ) : (
            say('health.none')
          )}
        </Line>
      )}
      {state.machine && (
        <Line of={say('health.disk')} isGood={!state.machine.disk.isLittle}>
          {sayBytes(state.machine.disk.free)}
        </Line>
      )}
      {state.system && (
        <Line of={say('health.processes')} isGood={state.system.differences.length === 0}>
          {say(state.system.differences.length === 0 ? 'health.same' : 'health.differ', {
            count: state.system.processes.length,
          })}
        </Line>
      )}
    </ul>
  </section>
);

function OfLog({ log, zone }: { log: NonNullable<SiteState['log']>; zone: string }) {
  const { at, last, faults } = log;
  const parts = { last: sayNumber(last), ago: at && <Ago at={at} zone={zone} /> };
  return (
    <Line of={say('health.log')} isGood={at !== null && last > 0 && faults === 0 && !log.isLate}>
      {faults > 0 && say('health.changed')}
      {faults === 0 &&
        (at === null || last === 0 ? (
          say('health.never')
        ) : (
          <Filled of={textsOf('health').whole} parts={parts} />
        ))}
    </Line>
  );
}

/** Good or not is said by a word, by the form of the mark and by its colour. */
const Line = ({ of, isGood, children }: { of: string; isGood: boolean; children: ReactNode }) => (
  <li>
    <span className={isGood ? 'light' : 'light off'}>
      <span className="sr">{say(isGood ? 'health.good' : 'health.bad')}</span>
    </span>
    <span>{of}</span>
    <span className="soft">{children}</span>
  </li>
);
