import { CommandRefused } from '#lib/operator/terminal';

/** A resource as somebody asked for it: "projects title:text body:text". */
export type AskedResource = {
  /** "projects": its table, and where its pages are. */
  plural: string;
  /** "project". */
  kind: string;
  /** What people fill in; the first says what one is called. */
  fields: { name: string; lines: 'one' | 'many' }[];
};

const KINDS = ['line', 'text'];
/** What every thing has, or every form sends besides. */
const TAKEN = [
  ...['id', 'revision', 'relation', 'people', 'form', 'made', 'email', 'role', 'next', 'code'],
  ...['createdAt', 'updatedAt', 'offeredAt', 'mayEdit', 'mayDelete', 'mayShare', 'mayLeave'],
  ...['isOffered', 'json', 'as', 'next'],
  ...['password', 'current', 'factor', 'constructor', 'prototype'],
];
/** What cannot be the name of a variable. */
const RESERVED =
  /^(await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|table|text|this|throw|true|try|typeof|var|void|while|with|yield)$/;

const refuse = (says: string): never => {
  throw new CommandRefused(`${says} Nothing was written.`, 2);
};

/** Reads what was asked for; refuses a name or a field that cannot be one, each with its sentence. */
export function readAsked(name: string, fields: string[], one?: string): AskedResource {
  if (!/^[a-z]{3,30}$/.test(name) || RESERVED.test(name))
    refuse(`"${name}" cannot be the name of a resource: write one word of 3 to 30 small letters.`);
  const kind = one ?? oneOf(name);
  if (kind && (TAKEN.includes(kind) || kind === 'address'))
    refuse(
      `One of "${name}" cannot be called "${kind}": every thing or every form has that already. Say another word: --one word.`,
    );
  if (!kind || !/^[a-z]{2,30}$/.test(kind) || RESERVED.test(kind) || kind === name)
    refuse(
      `What is one of "${name}" called? Say it in small letters, and not as the plural: --one person.`,
    );
  if (fields.length === 0)
    refuse('A resource needs a field: name it and its kind, as in title:text.');
  const read = fields.map((field, at) => readField(field, at === 0, kind as string));
  const names = read.map((field) => field.name);
  const twice = names.find((field, at) => names.indexOf(field) !== at);
  if (twice) refuse(`The field "${twice}" stands there twice.`);
  return { plural: name, kind: kind as string, fields: read };
}

/** One of a plural that is made as most are; undefined for another. */
function oneOf(plural: string): string | undefined {
  if (/[^aeiou]ies$/.test(plural)) return plural.replace(/ies$/, 'y');
  if (/(ss|sh|ch|x|z)es$/.test(plural)) return plural.replace(/es$/, '');
  return /[^s]s$/.test(plural) ? plural.replace(/s$/, '') : undefined;
}

function readField(field: string, isFirst: boolean, kind: string) {
  const [name = '', of, ...more] = field.split(':');
  if (!/^[a-z][a-zA-Z0-9]{0,29}$/.test(name))
    refuse(`"${field}" is not a field: begin with its name in letters, as in title:text.`);
  if (TAKEN.includes(name) || name === kind)
    refuse(`A field cannot be called "${name}": every thing or every form has that already.`);
  if (of === undefined || !KINDS.includes(of) || more.length > 0)
    refuse(
      `"${field}" has no kind that there is: write ${name}:line (one line) or ${name}:text (many).`,
    );
  // What one is called stands on one line, in lists and titles.
  return { name, lines: isFirst || of === 'line' ? ('one' as const) : ('many' as const) };
}
