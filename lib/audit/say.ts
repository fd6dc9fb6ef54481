import 'server-only';
import { nowCalled, readDetail } from '#lib/audit/detail';
import type { AuditType } from '#lib/audit/types';
import { type Given, readCoded } from '#lib/coded';
import { sayOne } from '#lib/permissions/called';
import { isThing } from '#lib/permissions/table';
import { say, sayKnown } from '#texts/say';

/** What of an entry its sentence is made of. */
export type LoggedEvent = { type: string; object: string; detail: string };

/** How things and people are called to the reader. Without it: no title and no address. */
export type Names = {
  /** Of a thing, by its id; what the reader may not see has none. */
  title: (id: string) => string | undefined;
  /** Of a person in the list of a thing, by the mark that the log has of them. */
  person: (id: string, mark: string) => string | undefined;
};

type Dictionary = 'auditEvents' | 'auditYou' | 'productEvents';

/** A sentence of the first of these that has one: for the type with its detail, else for the type. */
function told(event: LoggedEvent, dictionaries: Dictionary[], names?: Names): string {
  const { code, params } = aboutOf(event, names);
  for (const key of [`${event.type}:${code}`, event.type])
    for (const dictionary of dictionaries) {
      const says = sayKnown(dictionary, key, params);
      if (says) return says;
    }
  return say('auditWords.something');
}

/** The code of the detail, and what the sentence puts in. */
function aboutOf(event: LoggedEvent, names: Names | undefined): { code: string; params: Given } {
  const { code, params } = readDetail(event);
  if (event.type === 'authz_fail')
    return code === '' ? { code, params } : { code: 'act', params: { what: refused(code) } };
  const thing =
    thingIn(event.object) ?? (/^(thing|offer)_/.test(code) ? namedBy(event.object) : null);
  const { role, from, to, person = '' } = params;
  const roles = { role: roleOf(role), from: roleOf(from), to: roleOf(to) };
  return { code, params: { ...params, ...roles, ...(thing && namedIn(thing, person, names)) } };
}

type Named = { kind: string; id: string };

/** The thing of the product that an entry is about: its object is "note:ID". Null of what is none. */
export function thingIn(object: string): Named | null {
  const thing = namedBy(object);
  return thing && isThing(thing.kind) ? thing : null;
}

/** The same of a kind that the product does not have any more: its entries stay. */
function namedBy(object: string): Named | null {
  const [, kind = '', id = ''] = object.match(/^([a-z-]+):(.+)$/) ?? [];
  return id ? { kind, id } : null;
}

function namedIn({ kind, id }: Named, mark: string, names: Names | undefined): Given {
  const title = names?.title(id);
  const one = sayOne(kind);
  const gone = names ? say('auditWords.goneThing', { one }) : one;
  return {
    what: title === undefined ? gone : say('auditWords.titled', { title }),
    whom: names?.person(id, mark) ?? say('auditWords.somebody'),
  };
}

/** Of an account, or what somebody is to a thing. Most events tell of none. */
const roleOf = (role: string | undefined) =>
  role ? (sayKnown('roles', role) ?? sayKnown('relations', role) ?? role) : '';

/** What was asked for and refused. Of the acts that every thing has, the sentences are those of all. */
function refused(act: string) {
  const [kind = '', verb = ''] = act.split(':');
  return (
    sayKnown('auditRefused', `${kind}:${verb}`) ??
    (isThing(kind) ? sayKnown('auditRefusedThing', verb, { one: sayOne(kind) }) : null) ??
    say('auditRefused.other', { act })
  );
}

/** To the person of the account: "You created “Plans”"; what another did is not told as their own act. */
export const sayToPerson = (event: LoggedEvent, byAnother: boolean, names: Names): string =>
  byAnother ? sayToStaff(event) : told(event, ['auditYou', 'auditEvents', 'productEvents'], names);

/** To those who administer: the same acts, with no title and no address of anybody. */
export const sayToStaff = (event: LoggedEvent): string =>
  told(event, ['auditEvents', 'productEvents']);

/** What each kind of event is, for a person who chooses one. */
export const sayKind = (type: AuditType): string => sayToStaff({ type, object: '', detail: '' });

/** The detail as those who administer read it. What is no code, as in old entries, stays as it is. */
export function sayDetail(detail: string): string {
  const { code, params } = readCoded(detail);
  return sayKnown('auditDetails', nowCalled(code), params) ?? detail;
}
