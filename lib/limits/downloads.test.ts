import { beforeEach, expect, test } from 'vitest';
import { forget, setClock } from '#lib/fresh.test-support';
import { leave, noteWaiting, type Place, takePlace } from '#lib/limits/downloads';

beforeEach(() => forget('downloads'));

const PLACES = ['a', 'b', 'c', 'd'];

function fill(): Place[] {
  return PLACES.map((who) => {
    const place = takePlace(who);
    if (!place) throw new Error(`no place for ${who}`);
    return place;
  });
}

test('each person has one download at a time, and one more when it is over', () => {
  const place = takePlace('ada');
  expect(takePlace('ada')).toBeNull();
  expect(takePlace('bob')).not.toBeNull();
  leave(place!);
  leave(place!);
  expect(takePlace('ada')).not.toBeNull();
});

test('a process makes four at a time', () => {
  const [first] = fill();
  expect(takePlace('eve')).toBeNull();
  leave(first!);
  expect(takePlace('eve')).not.toBeNull();
});

test('a place that was lost is not given back in the name of who has it now', () => {
  const place = takePlace('ada');
  leave(place!);
  takePlace('ada');
  leave(place!);
  expect(takePlace('ada')).toBeNull();
});

test('who does not read gives way when somebody else comes: the slowest first, and nobody who reads', () => {
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
    noteWaiting(place, at !== 3);
  }
  setClock(start + 20_000);
  // The second reads now and then, in between it lets us wait.
  noteWaiting(places[1]!, false);
  expect(takePlace('eve')).toBeNull();
  noteWaiting(places[1]!, true);
  setClock(start + 31_000);
  noteWaiting(places[1]!, false);
  setClock(start + 40_000);
  for (const who of ['eve', 'fay', 'gil']) expect(takePlace(who)).not.toBeNull();
  expect(ended).toEqual(['a', 'c', 'b']);
  expect(takePlace('hal')).toBeNull();
});
