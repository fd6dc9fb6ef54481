import { beforeEach, expect, test } from 'vitest';
import {
  type Downloader,
  leave,
  type Place,
  setWaiting,
  takePlace,
} from '#lib/request/download-places';
import { clearSingleton, setClock } from '#lib/testing/database.test-support';

beforeEach(() => clearSingleton('downloads'));

const PLACES = ['a', 'b', 'c', 'd'];
const as = (person: string, session = `of ${person}`): Downloader => ({
  user: { id: person },
  session: { id: session },
});

function fill(): Place[] {
  return PLACES.map((who) => {
    const place = takePlace(as(who));
    if (!place) throw new Error(`no place for ${who}`);
    return place;
  });
}

test('each session has one download at a time, and one more when it is over', () => {
  const place = takePlace(as('ada'));
  expect(takePlace(as('ada'))).toBeNull();
  expect(takePlace(as('bob'))).not.toBeNull();
  leave(place!);
  leave(place!);
  expect(takePlace(as('ada'))).not.toBeNull();
});

test('a person has two at a time, in two sessions: a thief of one of them does not keep the owner from hers', () => {
  const stolen = takePlace(as('ada', 'stolen'));
  expect(stolen).not.toBeNull();
  expect(takePlace(as('ada', 'hers'))).not.toBeNull();
  expect(takePlace(as('ada', 'her third'))).toBeNull();
  expect(takePlace(as('bob'))).not.toBeNull();
  leave(stolen!);
  expect(takePlace(as('ada', 'her third'))).not.toBeNull();
});

test.each([
  ['in the same session', ['hers'], 'hers'],
  ['in two other sessions', ['stolen', 'stolen too'], 'hers'],
])('a slow reader %s gives way to the same person after half a minute', (_, slow, hers) => {
  const start = Date.UTC(2026, 0, 1);
  setClock(start);
  for (const session of slow) setWaiting(takePlace(as('ada', session))!, true);
  const others = [takePlace(as('bob')), takePlace(as('cyd'))];
  setClock(start + 29_999);
  expect(takePlace(as('ada', hers))).toBeNull();
  setClock(start + 30_000);
  const place = takePlace(as('ada', hers));
  expect(place).not.toBeNull();
  // It is the slow one that gave way, and hers is read: nobody takes it from her.
  setWaiting(place!, false);
  setClock(start + 90_000);
  expect(takePlace(as('ada', hers))).toBeNull();
  for (const other of others) expect(leave(other!)).toBe(true);
});

test('a process makes four at a time', () => {
  const [first] = fill();
  expect(takePlace(as('eve'))).toBeNull();
  leave(first!);
  expect(takePlace(as('eve'))).not.toBeNull();
});

test('a place that was lost is not given back in the name of the next download', () => {
  const place = takePlace(as('ada'));
  leave(place!);
  takePlace(as('ada'));
  leave(place!);
  expect(takePlace(as('ada'))).toBeNull();
});

test('a download that is not read gives way to the next: the slowest first, and none that is read', () => {
  const start = Date.UTC(2026, 0, 1);
  setClock(start);
  const places = fill();
  const ended: string[] = [];
  for (const [at, place] of places.entries()) {
    const { end } = place;
    place.end = () => {
      ended.push(PLACES[at]!);
      end();
    };
    setWaiting(place, at !== 3);
  }
  setClock(start + 20_000);
  // The second reads now and then, in between it lets us wait.
  setWaiting(places[1]!, false);
  expect(takePlace(as('eve'))).toBeNull();
  setWaiting(places[1]!, true);
  setClock(start + 31_000);
  setWaiting(places[1]!, false);
  setClock(start + 40_000);
  for (const who of ['eve', 'fay', 'gil']) expect(takePlace(as(who))).not.toBeNull();
  expect(ended).toEqual(['a', 'c', 'b']);
  expect(takePlace(as('hal'))).toBeNull();
});
