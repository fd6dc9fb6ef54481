import 'server-only';
import { coded, type Given, readCoded } from '#lib/coded';
import type { Act, Permission } from '#lib/permissions/table';
import type { Texts } from '#texts/complete';
import type { Params } from '#texts/placeholders';

type Sentences = Texts['auditDetails'];
type Code = keyof Sentences;
type Plain = {
  [Each in Code]: [keyof Params<Sentences[Each]>] extends [never] ? Each : never;
}[Code];

/**
 * What an entry of the log says besides its type: a code, never a sentence, for nobody can change it any more. Each
 * code is a sentence of the same name in `auditDetails`. What was refused is named by the act.
 */
export type Detail = '' | Plain | `${Exclude<Code, Plain>}?${string}` | Act | Permission;

/** A code with what belongs to it: never a secret, never what somebody typed. */
export const detailOf = <const Each extends Exclude<Code, Plain>>(
  code: Each,
  params: Params<Sentences[Each]>,
): Detail => coded(code, params);

/** As the log had it before it had codes; what was in words is read as the code that stands for it now. */
const OLD: [words: RegExp, code: Code][] = [
  [/^the browser signed in anew$/, 'replaced'],
  [/^with the new password$/, 'new_password'],
  [/^the oldest of too many$/, 'oldest_of_too_many'],
  [/^signed out$/, 'signed_out'],
  [/^all but this one$/, 'all_but_this_one'],
  [/^a new password was asked for$/, 'reset_started'],
  [/^over when the role changed$/, 'over_by_role'],
  [/^of a clock that was ahead$/, 'clock_was_ahead'],
  [/^it goes on under another secret$/, 'renewed'],
  [/^it was over by time$/, 'over_by_time'],
  [/^it was ended$/, 'ended'],
  [/^new browser$/, 'new_browser'],
  [/^by a mailed code$/, 'by_mailed_code'],
  [/^role (?<from>\w+) to (?<to>\w+)$/, 'role_changed'],
  [/^note created/, 'thing_created'],
  [/^note edited/, 'thing_edited'],
  [/^note deleted/, 'thing_deleted'],
  [
    /^note shared(?:, role| with a) (?<role>viewer|editor)(?:, person (?<person>[\w-]{24}))?$/,
    'thing_shared',
  ],
  [/^role changed to (?<role>viewer|editor)(?:, person (?<person>[\w-]{24}))?$/, 'thing_role'],
  [/^share removed(?:, person (?<person>[\w-]{24}))?$/, 'thing_unshared'],
  [/^ownership offered(?:, person (?<person>[\w-]{24}))?$/, 'thing_offered'],
  [/^offer withdrawn/, 'offer_withdrawn'],
  [/^offer accepted/, 'offer_accepted'],
  [/^offer declined/, 'offer_declined'],
  [/^left the note/, 'thing_left'],
];

/** The codes of before there were things of other kinds. */
const OF_NOTES = /^note_(?=(created|edited|deleted|shared|role|unshared|offered|left)$)/;

/** What a code is called now: one that the log has from before has another name. */
export const nowCalled = (code: string) => code.replace(OF_NOTES, 'thing_');

/** Of these the name of a program was all of the detail. */
const OF_PROGRAMS = /^authn_token_(created|denied|reuse)$/;

type Kept = { type: string; detail: string };

/** The code of an entry and what belongs to it, of whatever time the entry is. */
export function readDetail({ type, detail }: Kept): { code: string; params: Given } {
  const read = readCoded(detail);
  if (OF_PROGRAMS.test(type) && detail !== '' && read.code !== 'program')
    return { code: 'program', params: { name: detail } };
  for (const [words, code] of OLD) {
    const found = detail.match(words);
    if (found) return { code, params: { ...found.groups } };
  }
  return { ...read, code: nowCalled(read.code) };
}
