import 'server-only';
import { kept } from '#lib/kept';

/** Downloads that one process makes at the same time. */
const PLACES = 4;
/** Whoever kept us waiting this long in all gives way to somebody else who comes. */
const PATIENCE_MS = 30_000;
/** A download that is full lasts a moment: come back then. */
export const BUSY_SECONDS = 10;

/** One download under way. */
export type Place = {
  /** Milliseconds in which nobody read what was there to be read. */
  waitedMs: number;
  /** Since when nobody has read; null while a piece is being made. */
  waitingSince: number | null;
  /** Ends the download midway. */
  end: () => void;
};

const taken = () => kept('downloads', () => new Map<string, Place>());

/**
 * A place for a download of this person: one for each, four in a process; null when there is none. Taken before
 * anything is read, so that a refusal costs nothing. Who does not read what they asked for cannot keep others
 * from theirs: the slowest reader is ended when somebody else comes. Give the place back with `leave`.
 */
export function takePlace(who: string): Place | null {
  const places = taken();
  if (places.has(who)) return null;
  if (places.size >= PLACES) slowest(places)?.end();
  if (places.size >= PLACES) return null;
  const place = { waitedMs: 0, waitingSince: null, end: () => leave(place) };
  places.set(who, place);
  return place;
}

/** Gives a place back; nothing happens when it was given back before. */
export function leave(place: Place) {
  for (const [who, one] of taken()) if (one === place) taken().delete(who);
}

/** Notes that the next piece is being made, or that it is there to be read. */
export function noteWaiting(place: Place, isWaiting: boolean) {
  place.waitedMs = waited(place);
  place.waitingSince = isWaiting ? Date.now() : null;
}

const waited = ({ waitedMs, waitingSince }: Place) =>
  waitedMs + (waitingSince === null ? 0 : Math.max(0, Date.now() - waitingSince));

function slowest(places: Map<string, Place>): Place | undefined {
  return [...places.values()]
    .filter((place) => waited(place) >= PATIENCE_MS)
    .sort((one, other) => waited(other) - waited(one))[0];
}
