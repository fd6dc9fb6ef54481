import type { searchLog } from '#lib/admin/audit-search';
import { sayDetail, sayToStaff } from '#lib/audit/say';
import { describeBrowser } from '#lib/request/browser';
import type { Cell } from '#lib/screen';

type Entry = Awaited<ReturnType<typeof searchLog>>[number];

/** The head of a list of entries on a screen. */
export const ENTRIES = ['NO', 'WHEN (UTC)', 'EVENT', 'OF', 'BY', 'FROM', 'WHAT'];

/** An entry of the audit log in a list: its cells for a screen, and the line that programs have always read. */
export function entryListed(entry: Entry): { cells: Cell[]; line: string } {
  const { seq, at, type, result, actor, address, object, detail } = entry;
  const of = entry.subject ?? entry.userId ?? 'nobody';
  const by = actor === 'user' ? '' : (entry.by ?? entry.actorId ?? actor);
  const browser = describeBrowser(entry.userAgent);
  const told = [sayToStaff({ type, object, detail }), object, sayDetail(detail)].filter(Boolean);
  const isFailure = result === 'failure';
  const line = [
    `${seq}`,
    at.toISOString(),
    type,
    isFailure ? 'failure' : '',
    `of ${of}`,
    by && `by ${by}`,
    `from ${address} (${browser})`,
    ...told,
  ];
  return {
    cells: [
      { says: `${seq}`, style: 'dim' },
      at.toISOString().slice(0, 19).replace('T', ' '),
      isFailure ? { says: `${type} (failure)`, style: 'red' } : type,
      of,
      by && { says: by, style: 'yellow' },
      address,
      [...told, browser].join(' · '),
    ],
    line: line.filter(Boolean).join('  '),
  };
}
