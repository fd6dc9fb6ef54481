import { defineCommand } from 'citty';
import { searchLog } from '#lib/admin/audit-search';
import { isAuditType } from '#lib/audit/types';
import { type Head, verifyLog } from '#lib/audit/verify';
import { checkpointCommand, keyCommand } from '#lib/operator/audit-checkpoint';
import { ENTRIES, entryListed } from '#lib/operator/audit-entry';
import { exportCommand } from '#lib/operator/audit-export';
import { proveCommand, witnessedIn } from '#lib/operator/audit-prove';
import { tableOf } from '#lib/operator/listed';
import { limitFrom, moreWith, pageArgs, wholeNumber } from '#lib/operator/page';
import {
  CommandRefused,
  command,
  emailFrom,
  type Report,
  requireDatabase,
} from '#lib/operator/terminal';

const list = command(
  'list',
  'List what happened, newest first, a page at a time',
  {
    ...pageArgs('Go on after the entry with this number'),
    type: { type: 'string', description: 'Only such events, e.g. authn_login_fail', default: '' },
    user: { type: 'string', description: 'Only of this person, by address', default: '' },
  },
  async ({ limit, after, type, user }): Promise<Report> => {
    const most = limitFrom(limit);
    const before = after ? wholeNumber('after', after, Number.MAX_SAFE_INTEGER) : undefined;
    const kind = String(type);
    if (kind && !isAuditType(kind))
      throw new CommandRefused(`There is no kind of event "${kind}".`, 2);
    const person = user ? emailFrom({ email: user }) : undefined;
    requireDatabase();
    const search = { type: isAuditType(kind) ? kind : undefined, person, before };
    const found = await searchLog('operator', { ...search, limit: most + 1 });
    const entries = found.slice(0, most);
    const next = found.length > most ? entries.at(-1)?.seq : undefined;
    const said = tableOf(ENTRIES, entries.map(entryListed), 'Nothing.');
    return { lines: [...said, ...moreWith(next)], data: { entries, next: next ?? null } };
  },
);

const verify = command(
  'verify',
  'Find every entry that was changed, moved, put in or taken out; ends with 1 when there is one',
  {
    head: { type: 'string', description: 'A head noted earlier, as NUMBER:HASH', default: '' },
    witness: { type: 'string', description: 'What a witness has cosigned: a file', default: '' },
    'witness-key': { type: 'string', description: 'The public key of that witness', default: '' },
  },
  async ({ head, witness, 'witness-key': witnessKey }): Promise<Report> => {
    const noted = headFrom(String(head));
    const seen = witness ? witnessedIn(String(witness), String(witnessKey)) : null;
    requireDatabase();
    const { entries, anchor, head: last, faults } = await verifyLog(noted, seen);
    const data = { entries, from: anchor.seq + 1, head: `${last.seq}:${last.hash}`, faults };
    if (faults.length > 0) {
      const told = faults.map(({ says, id }) => (id ? `${says} (${id})` : says));
      throw new CommandRefused(['The audit log is broken.', ...told].join('\n'), 1, data);
    }
    const range = entries > 0 ? `, ${data.from} to ${last.seq}` : '';
    const compared = noted ? ['It holds the head that was noted.'] : [];
    const agreed = seen ? agreement(seen.size, witnessKey !== '') : [];
    const lines = [`The audit log is whole: ${entries} entries${range}.`, ...compared, ...agreed];
    return { lines: [...lines, `Head: ${data.head}`], data };
  },
);

const agreement = (size: number, isChecked: boolean) => [
  `It is the log that the witness has seen, up to ${size} entries.`,
  ...(isChecked ? [] : ['The signature of the witness was not checked: give its --witness-key.']),
];

function headFrom(text: string): Head | null {
  if (text === '') return null;
  const [, seq, hash] = text.match(/^(\d{1,15}):([0-9a-f]{64})$/) ?? [];
  if (!hash)
    throw new CommandRefused('--head takes what an earlier verify said, as NUMBER:HASH.', 2);
  return { seq: Number(seq), hash };
}

export const audit = defineCommand({
  meta: { name: 'audit', description: 'Read, verify and export what happened' },
  subCommands: {
    list,
    verify,
    export: exportCommand,
    checkpoint: checkpointCommand,
    key: keyCommand,
    prove: proveCommand,
  },
});
