import { isPostgresUrl } from '#lib/env/postgres-url';

const LOOPBACK = /^(localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** An address that only this machine reaches. */
export const isLoopback = ({ hostname }: URL) => LOOPBACK.test(hostname.replace(/\.$/, ''));

export type SettingsProblem = { name: string; message: string };

/** On a server each machine would make a secret of its own. */
const lacksSharedSecret = ({ DATABASE_URL = '', SESSION_SECRET }: Given) =>
  isPostgresUrl(DATABASE_URL) && !SESSION_SECRET;

/** One file has one process that serves it. */
const hasSeveralOnFile = ({ DATABASE_URL = '', WORKERS = '1' }: Given) =>
  Number(WORKERS) > 1 && !isPostgresUrl(DATABASE_URL);

type Given = Record<string, string | undefined>;

/** What is wrong between settings; told also while one of them is wrong by itself. */
export function problemsBetween(given: Given): SettingsProblem[] {
  const address = given['APP_URL'] ?? 'http://localhost';
  const url = /^https?:/.test(address) && URL.canParse(address) ? new URL(address) : null;
  const isAway = url !== null && !isLoopback(url);
  const rules: [name: string, isBroken: boolean | null, message: string][] = [
    [
      'APP_URL',
      url && (url.pathname !== '/' || url.search !== '' || url.username !== ''),
      `must be an origin without a path, e.g. ${url?.origin}`,
    ],
    [
      'APP_URL',
      isAway && url.protocol === 'http:',
      `must be https unless it is a loopback address, e.g. https://${url?.host}`,
    ],
    [
      'SMTP_URL',
      isAway && !given['SMTP_URL'],
      'is needed unless APP_URL is a loopback address, e.g. smtp://user:password@mail.example.org:587',
    ],
    [
      'SESSION_SECRET',
      lacksSharedSecret(given),
      'is needed with PostgreSQL, the same for every server; make one with: npm run gatehouse -- secret new',
    ],
    [
      'WORKERS',
      hasSeveralOnFile(given),
      'must be 1 with a SQLite file, which one process serves; several need DATABASE_URL=postgres://…',
    ],
    [
      'MAIL_FROM',
      Boolean(given['SMTP_URL'] && !given['MAIL_FROM']),
      'is needed with SMTP_URL, e.g. "Acme <no-reply@example.org>"',
    ],
  ];
  return rules.filter(([, isBroken]) => isBroken).map(([name, , message]) => ({ name, message }));
}
