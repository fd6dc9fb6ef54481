import type { z } from 'zod';
import type { ThingTable } from '#drizzle/columns';

/** The roles of the system, each with everything that the one before it may. */
export const ROLES = ['member', 'support', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

type Scope = 'own' | 'any';

/**
 * The rules of one kind of thing. `roles` says what somebody with a role may do to things of one's own, or
 * to any; `relations` says what one's own means: which acts a grant (subject, relation, object) allows. A
 * kind without relations is one's own in another way, which its domain functions see to.
 */
export type Resource<
  Kind extends string = string,
  Act extends string = string,
  Relation extends string = string,
> = {
  kind: Kind;
  roles: Partial<Record<Role, readonly `${Act}:${Scope}`[]>>;
  relations: Record<Relation, readonly Act[]>;
};

/** Declares the rules of a kind of thing, keeping the literal names so that a misspelt act does not compile. */
export const defineResource = <
  const Kind extends string,
  const Act extends string,
  const Relation extends string = never,
>(
  kind: Kind,
  rules: {
    acts: readonly Act[];
    roles: Partial<Record<Role, readonly `${NoInfer<Act>}:${Scope}`[]>>;
    relations?: Record<Relation, readonly NoInfer<Act>[]>;
  },
): Resource<Kind, Act, Relation> => ({
  kind,
  roles: rules.roles,
  relations: rules.relations ?? ({} as Record<Relation, readonly Act[]>),
});

/** What people fill in: on one line or on many, at most so many characters, read by the rule. */
export type ThingField = {
  lines: 'one' | 'many';
  most: number;
  rule: z.ZodType<string, string>;
};

/** The acts that every thing of the product has. */
export type ThingAct =
  | 'create'
  | 'list'
  | 'read'
  | 'edit'
  | 'delete'
  | 'share'
  | 'offer'
  | 'accept'
  | 'leave';

/** What a product declares once about a kind of thing that people make and share. */
export type ThingResource<
  Kind extends string = string,
  Act extends string = string,
  Relation extends string = string,
  Plural extends string = string,
  Table extends ThingTable = ThingTable,
  Name extends string = string,
  Scopes extends object = object,
> = Resource<Kind, Act, Relation> & {
  plural: Plural;
  table: Table;
  called: Name;
  fields: Readonly<Record<Name, ThingField>>;
  gives: readonly Relation[];
  keeps: Relation;
  scopes: Scopes;
  operationsEnd?: string;
};

/**
 * Declares a thing of the product, whole: from this come its list, its permissions, sharing by address, the quota, what
 * goes with an account and stands in the download, and its sentences in the log.
 */
export const defineThing = <
  const Kind extends string,
  const Act extends string,
  const Relation extends string,
  const Plural extends string,
  Table extends ThingTable,
  const Name extends string,
  const Scopes extends Partial<Record<NoInfer<Act>, string>> = Record<never, never>,
>(
  kind: Kind,
  declared: {
    /** Its address ("/notes"), and its name in the download. */
    plural: Plural;
    /** Where its rows are: `thingColumns()`, and a text for every field. */
    table: Table & Record<NoInfer<Name>, unknown>;
    /** The field that says what one is called. */
    called: NoInfer<Name>;
    /** What people fill in. It counts in the quota of the account that owns the thing. */
    fields: Readonly<Record<Name, ThingField>>;
    acts: readonly (Act | ThingAct)[];
    roles: Partial<Record<Role, readonly `${NoInfer<Act> | ThingAct}:${Scope}`[]>>;
    relations: Record<Relation | 'owner', readonly (NoInfer<Act> | ThingAct)[]>;
    /** The relations that an owner can give, the least first. */
    gives: readonly NoInfer<Relation>[];
    /** What an owner becomes who has handed it over. */
    keeps: NoInfer<Relation>;
    /** The scope that a program needs for an act. What is not here no program does. */
    scopes?: Scopes;
    /** How the API’s names for what is asked about its people and offers end, where not as in `listAccessOfNote`. */
    operationsEnd?: string;
  },
): ThingResource<Kind, Act | ThingAct, Relation | 'owner', Plural, Table, Name, Scopes> => {
  requireOwner(kind, declared.relations);
  return { ...declared, kind, scopes: declared.scopes ?? ({} as Scopes) };
};

/** Sharing a thing means giving and taking every role of it, one's own too: anybody but its owner would take it over. */
function requireOwner(kind: string, relations: Record<string, readonly string[]>) {
  for (const [relation, acts] of Object.entries(relations))
    for (const act of acts)
      if (relation !== 'owner' && (act === 'share' || act === 'offer'))
        throw new Error(
          `The thing "${kind}": only its owner may ${act}, and "${relation}" may too.`,
        );
}

type Reading = 'list' | 'read';
type Writing = Exclude<ThingAct, Reading>;

/** The usual scopes: one to see what there is of a kind, and one to do anything with it that the person may do. */
export const readAndWrite = <const Plural extends string>(plural: Plural) =>
  ({
    list: `${plural}:read`,
    read: `${plural}:read`,
    create: `${plural}:write`,
    edit: `${plural}:write`,
    delete: `${plural}:write`,
    share: `${plural}:write`,
    offer: `${plural}:write`,
    accept: `${plural}:write`,
    leave: `${plural}:write`,
  }) as Record<Reading, `${Plural}:read`> & Record<Writing, `${Plural}:write`>;

/** The usual rules of what is shared like a document: its owner, editors and viewers. */
export const ownerEditorViewer = {
  acts: ['create', 'list', 'read', 'edit', 'delete', 'share', 'offer', 'accept', 'leave'],
  roles: {
    member: [
      'create:own',
      'list:own',
      'read:own',
      'edit:own',
      'delete:own',
      'share:own',
      'offer:own',
      'accept:own',
      'leave:own',
    ],
  },
  relations: {
    owner: ['list', 'read', 'edit', 'delete', 'share', 'offer'],
    editor: ['list', 'read', 'edit', 'accept', 'leave'],
    viewer: ['list', 'read', 'accept', 'leave'],
  },
  gives: ['viewer', 'editor'],
  keeps: 'editor',
} as const;
