import 'server-only';
import { grantedScopes } from '#lib/oauth/granted-scopes';
import { newestFirst, type PageRequest, pageOf } from '#lib/pages';

/**
 * One page of sessions: the one that looks first, then those of browsers, then those of programs, each newest
 * first; or in another order. With it what each program on the page may do.
 */
export async function pageOfSessions<Row extends AnySession>(
  listed: Row[],
  asked: PageRequest = {},
  keyOf: (row: AnySession) => string = keyOfSession,
) {
  const { rows, next } = pageOf(listed, keyOf, asked);
  const granted = await grantedScopes(rows.filter(isOfProgram).map(({ id }) => id));
  return { sessions: rows.map((row) => ({ ...row, scopes: granted.get(row.id) ?? [] })), next };
}

type AnySession = {
  id: string;
  createdAt: Date;
  clientName: string | null;
  tokenName: string | null;
  isThisOne?: boolean;
};

/** Of a program, or a personal access token: what has scopes. */
const isOfProgram = ({ clientName, tokenName }: AnySession) =>
  clientName !== null || tokenName !== null;

/** Newest first, whatever they are of. */
export const byAge = ({ createdAt, id }: AnySession) => `${newestFirst(createdAt)}.${id}`;

const keyOfSession = (row: AnySession) =>
  `${row.isThisOne ? 0 : 1}${isOfProgram(row) ? 1 : 0}.${byAge(row)}`;
