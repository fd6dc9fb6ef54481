import type { AuditSearch } from '#lib/admin/audit-search';
import { readMoment } from '#lib/audit/period';
import { isAuditType } from '#lib/audit/types';
import { NUMBERED, placeIn } from '#lib/pages';
import { say } from '#texts/say';

const FIELDS = ['type', 'person', 'from', 'to'] as const;
type Field = (typeof FIELDS)[number];

export type FilterQuery = Record<string, string | string[] | undefined>;
export type Filter = {
  /** As it was asked for, to be shown again. */
  values: Record<Field, string>;
  search: Omit<AuditSearch, 'limit'>;
  /** Where the page begins: undefined on the first, null when there is no such page. */
  place: string | null | undefined;
  problems: Partial<Record<Field, string>>;
};

/** What a page's address asks to see of the log; its days are those of a zone. What makes no sense is said, and left out of the search. */
export function readFilter(asked: FilterQuery, zone: string): Filter {
  const value = (name: string) => {
    const given = asked[name];
    return typeof given === 'string' ? given.trim().slice(0, 254) : '';
  };
  const values = {
    type: value('type'),
    person: value('person'),
    from: value('from'),
    to: value('to'),
  };
  const [from, to] = [readMoment(values.from, 'from', zone), readMoment(values.to, 'to', zone)];
  const isKnown = values.type === '' || isAuditType(values.type);
  const place = placeIn('audit', asked['before'], NUMBERED);
  return {
    values,
    search: {
      type: isAuditType(values.type) ? values.type : undefined,
      person: values.person || undefined,
      from: from ?? undefined,
      to: to ?? undefined,
      before: place ? Number(place) : undefined,
    },
    place,
    problems: {
      ...(isKnown ? {} : { type: say('auditFilter.noType') }),
      ...(from === null ? { from: say('auditFilter.noDay') } : {}),
      ...(to === null ? { to: say('auditFilter.noDay') } : {}),
    },
  };
}

/** What of the address every page of the same filter has. */
export const queryOf = ({ values }: Filter) =>
  Object.fromEntries(FIELDS.filter((name) => values[name]).map((name) => [name, values[name]]));

/** The address of the first page of a filter, without what makes no sense. */
export function auditPath(filter: Filter): string {
  const asked = Object.entries(queryOf(filter)).filter(([name]) => !filter.problems[name as Field]);
  const query = new URLSearchParams(asked).toString();
  return `/admin/audit${query && `?${query}`}`;
}

/** Its days, without what is no day and was left out of the search. */
export const daysOf = ({ values, problems }: Filter) => ({
  from: problems.from ? '' : values.from,
  to: problems.to ? '' : values.to,
});
