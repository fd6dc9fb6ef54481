import type { ReactNode } from 'react';
import type { DayOfSignIns } from '#lib/admin/overview/sign-ins';
import { sayRole } from '#lib/permissions/called';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Icon, type IconName } from '#ui/icon';
import { Ago } from '#ui/time';
import { sayBytes } from '../../_ui/say-bytes';
import { sayNumber } from '../../_ui/say-number';
import { spikeIn } from './days';
import { sayDay } from './say-day';
import type { SiteState } from './state';

type Item = { icon: IconName; what: string; says?: ReactNode; href?: string };
type Props = { state: SiteState; days: DayOfSignIns[]; zone: string };

/** What somebody should do something about, the worst first, each with the way there. */
export function LookAt({ state, days, zone }: Props) {
  const items = [
    ...ofLog(state.log, zone),
    ...ofFailures(days),
    ...itemsOfStaff(state.staff),
    ...ofMails(state.mails),
    ...ofMachine(state.machine, zone),
    ...ofSystem(state.system),
  ];
  return (
    <section className="card stack" aria-labelledby="look-at">
      <h2 id="look-at">{say('lookAt.title')}</h2>
      {items.length === 0 ? (
        <p className="fine">{say('lookAt.nothing')}</p>
      ) : (
        <ul className="rows dense">
          {items.map(({ icon, what, says, href }) => (
            <li key={what} className="todo">
              <span className="tile warn">
                <Icon name={icon} />
              </span>
              <div>
                <h3>{what}</h3>
                {says && <p className="hint">{says}</p>}
              </div>
              {href && (
                <a className="btn btn-quiet btn-s" href={href}>
                  {say('lookAt.see')}
                  <span className="sr"> {say('lookAt.of', { what })}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What there is to do about the log. */
export function ofLog(log: SiteState['log'], zone: string): Item[] {
  const href = '/admin/audit';
  if (!log) return [];
  if (log.faults > 0)
    return [
      {
        icon: 'link',
        what: say('lookAt.broken'),
        says: say('lookAt.brokenSays', { count: log.faults }),
        href,
      },
    ];
  if (!log.isLate) return [];
  const parts = {
    ago: log.at && <Ago at={log.at} zone={zone} />,
    entries: say('lookAt.unseenEntries', { count: log.unverified }),
  };
  const says = log.at ? (
    <Filled of={textsOf('lookAt').unseenSays} parts={parts} />
  ) : (
    say('lookAt.unseenNever')
  );
  return [{ icon: 'link', what: say('lookAt.unseen'), says, href }];
}

function ofFailures(days: DayOfSignIns[]): Item[] {
  const spike = spikeIn(days);
  if (!spike) return [];
  const { day, count, usual } = spike;
  return [
    {
      icon: 'alert',
      what: say('lookAt.spike', { count: sayNumber(count), day: sayDay(day, 'long') }),
      says: say('lookAt.spikeSays', { usual: sayNumber(usual) }),
      href: `/admin/audit?type=authn_login_fail&from=${day}&to=${day}`,
    },
  ];
}

/** One for each role, so that each leads to the people whom it counts. */
export const itemsOfStaff = (staff: SiteState['staff']): Item[] =>
  staff.map(({ role, count, named }) => {
    const names = named.map(({ email }) => email);
    return {
      icon: 'lock',
      what: say('lookAt.staff', { count, role: sayRole(role) }),
      says: sayNames(count > names.length ? [...names, '…'] : names),
      href: `/admin/users?role=${role}&state=no-factor`,
    };
  });

/** Addresses as the reader's language lists them, each by itself (UAX 9): they are written from the left in all. */
const sayNames = (of: string[]) =>
  new Intl.ListFormat(say('common.locale')).format(of.map((one) => `\u2068${one}\u2069`));

function ofMails(mails: SiteState['mails']): Item[] {
  if (!mails || mails.failed === 0) return [];
  const what = say('lookAt.mails', { count: mails.failed });
  return [{ icon: 'mail', what, says: say('lookAt.mailsSays'), href: '/admin/mail' }];
}

function ofMachine(machine: SiteState['machine'], zone: string): Item[] {
  if (!machine) return [];
  const { disk, backup } = machine;
  const items: Item[] = [];
  if (disk.isLittle)
    items.push({
      icon: 'server',
      what: say('lookAt.disk'),
      says: say('lookAt.diskSays', { free: sayBytes(disk.free) }),
    });
  if (backup && !backup.at)
    items.push({ icon: 'box', what: say('lookAt.noBackup'), says: say('lookAt.noBackupSays') });
  if (backup?.at && backup.isOld) {
    const parts = { ago: <Ago at={backup.at} zone={zone} /> };
    items.push({
      icon: 'box',
      what: say('lookAt.oldBackup'),
      says: <Filled of={textsOf('lookAt').oldBackupSays} parts={parts} />,
    });
  }
  return items;
}

const ofSystem = (system: SiteState['system']): Item[] =>
  (system?.differences ?? []).map((one) => ({
    icon: 'server',
    what: say(`systemDiffers.${one}`),
    href: '/admin/system',
  }));
