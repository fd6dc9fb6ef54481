import 'server-only';
import { knownBrowsers } from '#drizzle/schema/known-browsers';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { countIssued, type Issued } from '#lib/db/issued';
import { transaction } from '#lib/db/transaction';
import { endIssued } from '#lib/session/end-issued';

/**
 * Signs everybody out, at once: every session of browsers and programs, with every token, code and flow under way.
 * The keys that tokens are signed with go too, so that nobody takes what was signed; the next token makes another. No browser is known any more.
 * Accounts, passwords and the secrets of programs stay. For the operator. Answers what there was.
 */
export async function endEverybody(): Promise<Issued> {
  const ended = await countIssued();
  const detail = detailOf('everybody', ended);
  const event = { type: 'sessions_ended', userId: null, actor: 'operator', detail } as const;
  await transaction(endIssued(), (tx) => tx.delete(knownBrowsers), record(event));
  return ended;
}
