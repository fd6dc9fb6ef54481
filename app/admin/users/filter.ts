import { isPeopleState, isRoleName, type PeopleFilter } from '#lib/admin/people/filter';
import { say } from '#texts/say';

const FIELDS = ['q', 'role', 'state'] as const;
type Field = (typeof FIELDS)[number];
/** Longer than any address. */
const LONGEST = 254;

export type PeopleQuery = Record<string, string | string[] | undefined>;
export type AskedPeople = {
  /** As it was asked for, to be shown again and kept from page to page. */
  values: Partial<Record<Field, string>>;
  wanted: PeopleFilter & { search: string };
  problems: Partial<Record<Field, string>>;
};

/** Whom an address, or a form, asks to see. What makes no sense is said, and left out. */
export function readPeople(asked: PeopleQuery): AskedPeople {
  const value = (name: Field) => {
    const given = asked[name];
    return typeof given === 'string' ? given.slice(0, LONGEST) : '';
  };
  const [search, role, state] = [value('q'), value('role'), value('state')];
  const isRole = isRoleName(role);
  const isState = isPeopleState(state);
  return {
    values: {
      ...(search ? { q: search } : {}),
      ...(isRole ? { role } : {}),
      ...(isState ? { state } : {}),
    },
    wanted: {
      search,
      role: isRole ? role : undefined,
      state: isState ? state : undefined,
    },
    problems: {
      ...(role === '' || isRole ? {} : { role: say('userFilter.noSuch') }),
      ...(state === '' || isState ? {} : { state: say('userFilter.noSuch') }),
    },
  };
}

/** The address of the first page of a filter. */
export function peoplePath({ values }: AskedPeople): string {
  const query = new URLSearchParams(values).toString();
  return `/admin/users${query && `?${query}`}`;
}

/** Whether anybody is left out. */
export const isAsked = ({ values }: AskedPeople): boolean => Object.keys(values).length > 0;
