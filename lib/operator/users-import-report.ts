import type { ImportReport } from '#lib/admin/moving/import-users';
import type { LeftOut, Refused } from '#lib/admin/moving/moved-user';
import type { MovedTally } from '#lib/admin/moving/tally';

const WHY_REFUSED: Record<Exclude<Refused, `${string} ${string}`>, string> = {
  unreadable: 'because it cannot be read',
  too_long: 'because it is longer than a megabyte',
  no_object: 'because it is no person',
  unproven_staff: 'because of a role of staff with an address that nobody has proven',
  taken_connection: 'because of an account elsewhere that signs in to another account here',
};

const WHAT_IS_LEFT_OUT: Record<LeftOut, string> = {
  unproven: 'without anything to sign in with: nobody has proven the address',
  unknown_hash: 'without a password: its hash is unknown, broken, or asks for more work than we do',
  totp_key: 'without the authenticator app: its key or kind cannot be used here',
  passkeys:
    'without some passkeys: of another host, or of none that is told (--passkeys-of HOST), incomplete, or taken',
};

/** The report of an import for people: what happened, and of each kind of trouble how much and where. */
export function linesOf(report: ImportReport, isDry: boolean): string[] {
  const { records, made, there, withoutPassword } = report;
  const came = isDry ? 'Would come' : 'Came';
  return [
    `People: ${records}. ${came}: ${made}. Have an account already: ${there}.`,
    ...(withoutPassword > 0
      ? [`Without a password: ${withoutPassword}. A mailed code lets them in.`]
      : []),
    ...told(report.refused, 'Not taken', whyRefused),
    ...told(report.leftOut, came, (kind) => WHAT_IS_LEFT_OUT[kind as LeftOut]),
    ...(isDry ? ['Nothing was made.'] : []),
  ];
}

/** What is wrong with what is named: a field of the file, or the word for a provider. */
const WHY_NAMED: Record<string, (name: string) => string> = {
  field: (name) => `because “${name}” is not as it must be, or there is no such field`,
  provider: (name) =>
    `because of an account at “${name}”, which is none of your providers: add it (providers add), say which one it is (--providers ${name}=NAME), or leave it behind (--providers ${name}=)`,
  unfit: (name) =>
    `because of an account at “${name}” whose issuer or number is not the one that your provider tells; --providers ${name}= leaves it behind`,
};

function whyRefused(kind: string): string {
  const [, what = '', name = ''] = kind.match(/^(\w+) (.*)$/) ?? [];
  const said = WHY_NAMED[what]?.(name) ?? WHY_REFUSED[kind as keyof typeof WHY_REFUSED];
  return said ?? 'for other reasons';
}

const told = (tally: MovedTally, what: string, why: (kind: string) => string) =>
  Object.entries(tally).map(
    ([kind, { count, lines }]) =>
      `${what}: ${count}, ${why(kind)} (line ${lines.join(', ')}${count > lines.length ? ', …' : ''}).`,
  );
