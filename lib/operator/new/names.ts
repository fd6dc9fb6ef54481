import type { AskedResource } from '#lib/operator/new/asked';

/** What the new resource is called where code names it. */
export type NewNames = AskedResource & {
  /** "Project" and "Projects". */
  One: string;
  Many: string;
  /** "projectResource" and "projectOf". */
  resource: string;
  of: string;
};

export const namedAs = (asked: AskedResource): NewNames => ({
  ...asked,
  One: capital(asked.kind),
  Many: capital(asked.plural),
  resource: `${asked.kind}Resource`,
  of: `${asked.kind}Of`,
});

const capital = (word: string) => word.replace(/^./, (first) => first.toUpperCase());

/** "dueNote" as "due_note" in the database, and as "Due note" on a page. */
export const inSnakeCase = (name: string) =>
  name.replace(/[A-Z]/g, (one) => `_${one.toLowerCase()}`);
export const inWords = (name: string) => capital(inSnakeCase(name).replaceAll('_', ' '));
