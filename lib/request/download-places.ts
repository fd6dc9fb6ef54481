import 'server-only';
import { singleton } from '#lib/singleton';

/** Downloads that one process makes at the same time, for everybody … */
const PLACES = 4;
/** … and for one person, each in a session of its own. */
const PLACES_PER_PERSON = 2;
/** A download that kept us waiting this long in all gives way to the next one. */
const PATIENCE_MS = 30_000;
/** A download that is full lasts a moment: come back then. */
export const BUSY_SECONDS = 10;

/** Whose download it is. */
export type Downloader = { user: { id: string }; session: { id: string } };

/** One download under way. */
export type Place = {
  who: Downloader;
  /** Milliseconds in which nobody read what was there to be read. */
  waitedMs: number;
  /** Since when nobody has read; null while a piece is being made. */
  waitingSince: number | null;
  /** Ends the download midway. */
  end: () => void;
};

const taken = () => singleton('downloads', () => new Set<Place>());

const ofSession =
  ({ session }: Downloader) =>
  ({ who }: Place) =>
    session.id === who.session.id;
const ofPerson =
  ({ user }: Downloader) =>
  ({ who }: Place) =>
    user.id === who.user.id;

/** Whether they have as many downloads under way as they can: it is their own that is in the way. */
export const isUnderWay = (who: Downloader) =>
  [...taken()].some(ofSession(who)) ||
  [...taken()].filter(ofPerson(who)).length >= PLACES_PER_PERSON;

/**
 * A place for a download: one for each session, two for a person, four in a process; null when there is none. Taken
 * before anything is read, so that a refusal costs nothing. A person who does not read what they asked for cannot keep
 * others from theirs, nor, with a stolen session, its owner: the slowest reader in the way is ended. Give the place
 * back with `leave`.
 */
export function takePlace(who: Downloader): Place | null {
  const isFree =
    hasRoom(ofSession(who), 1) &&
    hasRoom(ofPerson(who), PLACES_PER_PERSON) &&
    hasRoom(() => true, PLACES);
  if (!isFree) return null;
  const place: Place = { who, waitedMs: 0, waitingSince: null, end: () => leave(place) };
  taken().add(place);
  return place;
}

/** Whether there is room for one more among these, once the slowest reader has given way if need be. */
function hasRoom(which: (place: Place) => boolean, most: number): boolean {
  const those = () => [...taken()].filter(which);
  if (those().length >= most) slowest(those())?.end();
  return those().length < most;
}

/** Gives a place back; nothing happens when it was given back before. */
export const leave = (place: Place) => taken().delete(place);

/** Notes that the next piece is being made, or that it is there to be read. */
export function setWaiting(place: Place, isWaiting: boolean) {
  place.waitedMs = waited(place);
  place.waitingSince = isWaiting ? Date.now() : null;
}

const waited = ({ waitedMs, waitingSince }: Place) =>
  waitedMs + (waitingSince === null ? 0 : Math.max(0, Date.now() - waitingSince));

function slowest(places: Place[]): Place | undefined {
  return places
    .filter((place) => waited(place) >= PATIENCE_MS)
    .sort((one, other) => waited(other) - waited(one))[0];
}
