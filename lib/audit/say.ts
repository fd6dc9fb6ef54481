import 'server-only';
import { readDetail } from '#lib/audit/detail';
import type { AuditType } from '#lib/audit/types';
import { type Given, readCoded } from '#lib/coded';
import { say, sayKnown } from '#texts/say';

/** What of an entry its sentence is made of. */
export type LoggedEvent = { type: string; object: string; detail: string };

/** How things and people are called to the reader. Without it: no title and no address. */
export type Names = {
  /** Of a note, by its id; what the reader may not see has none. */
  title: (id: string) => string | undefined;
  /** Of a person in the list of a note, by the mark that the log has of them. */
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
  const id = event.object.match(/^note:(.+)$/)?.[1];
  const { role, from, to, person = '' } = params;
  const roles = { role: roleOf(role), from: roleOf(from), to: roleOf(to) };
  return { code, params: { ...params, ...roles, ...(id && namedIn(id, person, names)) } };
}

function namedIn(id: string, mark: string, names: Names | undefined): Given {
  const title = names?.title(id);
  const gone = names ? say('auditWords.noteThatIsGone') : say('auditWords.note');
  return {
    what: title === undefined ? gone : say('auditWords.titled', { title }),
    whom: names?.person(id, mark) ?? say('auditWords.somebody'),
  };
}

/** Of an account, or what somebody is to a note. Most events tell of none. */
const roleOf = (role: string | undefined) =>
  role ? (sayKnown('roles', role) ?? sayKnown('relations', role) ?? role) : '';

const refused = (act: string) =>
  sayKnown('auditRefused', act.replace(/:(own|any)$/, '')) ?? say('auditRefused.other', { act });

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
  return sayKnown('auditDetails', code, params) ?? detail;
}
