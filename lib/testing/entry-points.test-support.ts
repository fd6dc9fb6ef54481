import { readdirSync, readFileSync } from 'node:fs';

/** Something that answers a request: a page, an action or a method of an endpoint. */
export type EntryPoint = {
  path: string;
  name: string;
  kind: 'actions' | 'api' | 'page' | 'route';
  /** What it asks for before all else ("account:read:any"); null when it does not ask. */
  act: string | null;
  /** Whether it asks for whom the form was made that it was sent. */
  isForSender: boolean;
};

const METHODS = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
const DECLARED = /^export (default )?(?:async )?(?:function\*?|const|let|class) ?(\w*)/;
const ASKS =
  /^(?:const viewer = )?await require(?:(?:Recent)?Viewer\('([a-z:-]+)'|Sender\('([a-z:-]+)', (?:formData|form))\);$/;
/** An endpoint that takes files asks who sends them before it reads, and for whom the form was made before it uses them. */
const FILES =
  /receiveFiles\(request, async \(\{[^}]*\bfields\b[^}]*\}\) => \{\s*(?:const viewer = )?await requireSender\('[a-z:-]+', fields\);/;
const READS = /^const form = await request\.formData\(\)\.catch\(\(\) => null\);$/;

/** A method of the API names its operation, and that names the act, each on one line. */
const RESOURCE = /^export const \{ GET, POST, PUT, PATCH, DELETE \} = resource\(\{$/;
const OPERATION = /^ {2}(\w+): operation\('([a-z:-]+)', \{$/gm;
/** Those on a thing of the product are made out of its declaration, and a route says of which: its kind. */
const OF_THING = /^const (\w+)Operations = operationsOf\(\1Resource\);$/m;
const ON_THING = /^ {4}(\w+): on\('([a-z]+)', \{$/gm;

/** What each operation of the API asks for before all else, by its name; of those on a thing, its kind put before. */
function operations(kind?: string) {
  const sources = readdirSync('lib/api')
    .filter((name) => !name.includes('.test'))
    .map((name) => readFileSync(`lib/api/${name}`, 'utf8'));
  const found = sources.flatMap((source) => [...source.matchAll(kind ? ON_THING : OPERATION)]);
  return new Map(found.map(([, name, act]) => [name, kind ? `${kind}:${act}` : String(act)]));
}

/** Every source file of app/ that is no test, in one order: what is tried at one door may change what the next sees. */
export const appFiles = () =>
  readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((name) => `app/${name}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test'))
    .sort();

/** Every door of the application, as its sources declare them. */
export const allEntryPoints = (): EntryPoint[] =>
  appFiles()
    .filter((path) => !/\/layout\.tsx$/.test(path))
    .flatMap((path) => findEntryPoints(path, readFileSync(path, 'utf8')));

/** Everything in a source file that answers a request, and what it asks for before all else. */
export function findEntryPoints(path: string, source: string): EntryPoint[] {
  const kind = kindOf(path, source);
  const lines = source.split('\n');
  if (kind === null) return [];
  return lines.flatMap((line, at) => {
    if (RESOURCE.test(line))
      return operationsIn(path, lines.slice(at + 1), source.match(OF_THING)?.[1]);
    // What is exported in a way this check cannot follow counts as not asking.
    if (/^export (\{|\*|default (?!async|function))/.test(line))
      return [{ path, kind, name: line, act: null, isForSender: false }];
    const [, isDefault, name = ''] = line.match(DECLARED) ?? [];
    if (!isDoor(kind, name, isDefault !== undefined)) return [];
    const { act, isForSender } = asked(firstStatements(lines, at));
    const takesFiles = kind === 'route' && act !== null && FILES.test(source);
    return [{ path, kind, name, act, isForSender: isForSender || takesFiles }];
  });
}

/** The methods that are named line by line up to the closing brace; anything else there asks for nothing. */
function operationsIn(path: string, lines: string[], thing?: string): EntryPoint[] {
  const known = operations(thing);
  const named = lines.slice(0, lines.indexOf('});'));
  return named.map((line) => {
    const [, name = line, operation = ''] =
      line.match(/^ {2}([A-Z]+): (?:\w+Operations\.)?(\w+),$/) ?? [];
    return { path, kind: 'api', name, act: known.get(operation) ?? null, isForSender: false };
  });
}

function kindOf(path: string, source: string): EntryPoint['kind'] | null {
  if (/^\s*(['"])use server\1/m.test(source)) return 'actions';
  if (/(^|\/)(page|template|default)\.tsx$/.test(path)) return 'page';
  return /(^|\/)route\.tsx?$/.test(path) ? 'route' : null;
}

function isDoor(kind: EntryPoint['kind'], name: string, isDefault: boolean): boolean {
  if (kind === 'actions') return name !== '' || isDefault;
  return kind === 'page' ? isDefault : METHODS.test(name);
}

/** What stands first; before it an endpoint may read the form that it was sent. */
function asked([first = '', second = '']: string[]): Pick<EntryPoint, 'act' | 'isForSender'> {
  const [, viewers, senders] = (READS.test(first) ? second : first).match(ASKS) ?? [];
  return { act: viewers ?? senders ?? null, isForSender: senders !== undefined };
}

/** The first two lines inside the braces of what begins on this line. Our formatter puts them on lines of their own. */
function firstStatements(lines: string[], at: number): string[] {
  const begin = lines.findIndex(
    (line, i) => i >= at && /\)?.* \{$/.test(line) && !/[(,]\s*\{$/.test(line),
  );
  const end = lines.findIndex(
    (line, i) => i > at && /^\S/.test(line) && !/^\}: |^\}\) |^\): /.test(line),
  );
  const isInside = begin !== -1 && (end === -1 || begin < end);
  return isInside ? lines.slice(begin + 1, begin + 3).map((line) => line.trim()) : [];
}
