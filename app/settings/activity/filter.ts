import { ACTIVITY_KINDS, type ActivityKind } from '#lib/assembly/activity-kinds';
import type { ActivitySearch } from '#lib/assembly/activity-search';
import { say } from '#texts/say';

export type AskedActivity = Record<string, string | string[] | undefined>;

/** As it stands in an address: a device by its id. */
type Chosen = { kind?: ActivityKind | undefined; device?: string | undefined };

export type ActivityFilter = Chosen & {
  /** What was asked for and is not there. */
  problems: string[];
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const isKind = (word: string): word is ActivityKind =>
  (ACTIVITY_KINDS as readonly string[]).includes(word);

/** What an address asks to see of what happened. What makes no sense is said, and left out. */
export function readActivityFilter(asked: AskedActivity): ActivityFilter {
  const value = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim() : '');
  const [kind, device] = [value('kind'), value('device').toLowerCase()];
  const isDevice = UUID.test(device);
  return {
    kind: isKind(kind) ? kind : undefined,
    device: isDevice ? device : undefined,
    problems: [
      kind !== '' && !isKind(kind) ? say('activity.noKind') : '',
      device !== '' && !isDevice ? say('activity.noDevice') : '',
    ].filter(Boolean),
  };
}

/** What of the address every page of the same filter has. */
export const activityQuery = ({ kind, device }: Chosen): Record<string, string> => ({
  ...(kind && { kind }),
  ...(device && { device }),
});

/** What is searched for: of a device that is signed in it is known what its browser calls itself. */
export function searchOf({ kind, device: id }: Chosen, sessions: Session[]): ActivitySearch {
  const userAgent = sessions.find((one) => one.id === id)?.userAgent ?? null;
  return { kind, device: id === undefined ? undefined : { id, userAgent } };
}

type Session = { id: string; userAgent: string };

/** The address of the first page of a filter. */
export function activityPath(search: Chosen): string {
  const query = new URLSearchParams(activityQuery(search)).toString();
  return `/settings/activity${query && `?${query}`}`;
}
