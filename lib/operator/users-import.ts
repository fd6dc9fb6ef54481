import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ADAPTERS, adapterNamed } from '#lib/admin/moving/adapters/list';
import { type ImportReport, importUsers } from '#lib/admin/moving/import-users';
import { MOVED_PARTS, type MovedPart } from '#lib/admin/moving/moved-user';
import { formatOf, MOVED_FORMATS, type MovedFormat, recordsOf } from '#lib/admin/moving/read/file';
import { passkeySite } from '#lib/factors/passkey/site';
import { rateFromNow, withBar } from '#lib/operator/progress';
import {
  CommandRefused,
  command,
  type Report,
  requireDatabase,
  requireServerSecret,
} from '#lib/operator/terminal';
import { linesOf } from '#lib/operator/users-import-report';

/** `users import`: what was made before a fault stays, and the same command goes on from there. */
export const importCommand = command(
  'import',
  'Make accounts of a file that another system has written',
  {
    file: { type: 'positional', description: `A file that ends in ${endings()}` },
    'dry-run': { type: 'boolean', description: 'Say what would happen, and make nothing' },
    from: {
      type: 'string',
      description: `The system that wrote it: ${ADAPTERS.map(({ name }) => name).join(', ')}`,
      default: '',
    },
    format: {
      type: 'string',
      description: `Where the ending does not say it: ${MOVED_FORMATS.join(', ')}`,
      default: '',
    },
    'hash-config': {
      type: 'string',
      description: 'Of Firebase: the file with its hash parameters',
      default: '',
    },
    verified: {
      type: 'boolean',
      description: 'Every address was proven there, though the file does not say so',
    },
    without: {
      type: 'string',
      description: `What nobody brings along, with commas between: ${MOVED_PARTS.join(', ')}`,
      default: '',
    },
    'passkeys-of': {
      type: 'string',
      description: 'The host (RP ID) that passkeys were made for, where the file does not say it',
      default: '',
    },
    providers: {
      type: 'string',
      description: 'Which provider is meant by a word of the file, such as acme-idp=acme,twitter=',
      default: '',
    },
  },
  async (args): Promise<Report> => {
    const isVouchedFor = args['verified'] === true;
    const file = fileFrom(args['file']);
    const format = formatFrom(args['format'], file);
    const without = partsFrom(args['without']);
    const words = wordsFrom(args['providers']);
    const passkeysOf = hostFrom(args['passkeys-of']);
    const adapt = adapterFrom(args['from'], args['hash-config']);
    const isDry = args['dry-run'] === true;
    if (isDry) requireDatabase();
    else await requireServerSecret();
    const report = await withBar((tell) => {
      const rateOf = rateFromNow();
      const what = isDry ? 'Reading' : 'Importing';
      const onProgress = (records: number, part: number) =>
        tell?.({ what, part, says: `${records}, ${rateOf(records)}` });
      return importUsers(recordsOf(file, format), {
        isDry,
        isVouchedFor,
        without,
        words,
        passkeysOf,
        adapt,
        onProgress,
      });
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
      throw new CommandRefused(
        'The file is not UTF-8. What came before that place is imported.',
        1,
      );
    });
    return reportOf(report, isDry);
  },
);

function reportOf(report: ImportReport, isDry: boolean): Report {
  const lines = linesOf(report, isDry);
  if (Object.keys(report.refused).length > 0) throw new CommandRefused(lines.join('\n'), 1, report);
  return { lines, data: report };
}

function endings() {
  return [...MOVED_FORMATS, 'jsonl'].map((format) => `.${format}`).join(', ');
}

/** npm changes to the project's folder; the person meant the one they are in. */
function fileFrom(given: unknown): string {
  const file = resolve(process.env['INIT_CWD'] ?? '', String(given));
  if (existsSync(file)) return file;
  throw new CommandRefused(`There is no file ${file}.`, 1);
}

function formatFrom(given: unknown, file: string): MovedFormat {
  const format = given ? MOVED_FORMATS.find((one) => one === given) : formatOf(file);
  if (format) return format;
  throw new CommandRefused(`--format takes ${MOVED_FORMATS.join(', ')}.`, 2);
}

function partsFrom(given: unknown): ReadonlySet<MovedPart> {
  const parts = String(given).split(',').filter(Boolean);
  const unknown = parts.find((part) => !MOVED_PARTS.some((one) => one === part));
  if (unknown === undefined) return new Set(parts as MovedPart[]);
  throw new CommandRefused(`--without takes ${MOVED_PARTS.join(', ')}, with commas between.`, 2);
}

/** A browser gives a passkey to no other host than the one it was made for. */
function hostFrom(given: unknown): string {
  const [host, ours] = [String(given), passkeySite()?.host];
  if (host === '' || host === ours) return host;
  const here = ours ?? 'a site without a name';
  throw new CommandRefused(
    `Passkeys of ${host} cannot be used at ${here}: leave the option out.`,
    2,
  );
}

/** THEIRS=OURS, with commas between; behind the last = there may be nothing. */
function wordsFrom(given: unknown): ReadonlyMap<string, string> {
  const pairs = String(given).split(',').filter(Boolean);
  const words = pairs.map((pair) => pair.match(/^(.+)=([^=]*)$/)?.slice(1, 3) ?? []);
  if (words.every(([theirs]) => theirs)) return new Map(words as [string, string][]);
  throw new CommandRefused('--providers takes THEIRS=OURS, with commas between.', 2);
}

function adapterFrom(name: unknown, config: unknown) {
  if (!name) return undefined;
  const adapter = adapterNamed(String(name));
  if (!adapter)
    throw new CommandRefused(`--from takes ${ADAPTERS.map((one) => one.name).join(', ')}.`, 2);
  if (!adapter.configure) return adapter.adapt;
  const configured = config ? adapter.configure(readFileSync(fileFrom(config), 'utf8')) : null;
  if (configured) return configured;
  throw new CommandRefused(
    `--from ${name} needs --hash-config FILE: see docs/moving/${name}.md.`,
    2,
  );
}
