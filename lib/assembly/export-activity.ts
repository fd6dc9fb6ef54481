import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Activity, AFTER_ALL, eventsBefore, toldTo } from '#lib/assembly/activity';
import { activityKindOf } from '#lib/assembly/activity-kinds';
import type { ActivitySearch } from '#lib/assembly/activity-search';
import { record } from '#lib/audit/record';
import { csvLine } from '#lib/csv';
import { transaction } from '#lib/db/transaction';
import { describeBrowser } from '#lib/request/browser';
import type { Actor } from '#lib/things/access';

export const ACTIVITY_FORMATS = ['csv', 'json'] as const;
export type ActivityFormat = (typeof ACTIVITY_FORMATS)[number];

const SLICE = 200;
const PAUSE_MS = 2;

/**
 * The viewer's own events that fit, newest first, as text in pieces: a JSON list, or rows of RFC 4180 that no spreadsheet
 * takes for formulas, in the words in which they are told. That they were exported is an entry itself, made before the first
 * piece is given away.
 */
export async function exportActivity(
  viewer: Actor,
  search: ActivitySearch & { format: ActivityFormat },
): Promise<AsyncGenerator<string>> {
  const userId = viewer.user.id;
  await transaction(record({ type: 'data_exported', userId, detail: 'activity' }));
  return search.format === 'csv' ? asCsv(viewer, search) : asJson(viewer, search);
}

const FIELDS = ['at', 'type', 'says', 'by', 'address', 'device', 'userAgent', 'id'] as const;

const rowOf = (event: Activity): Record<(typeof FIELDS)[number], string> => ({
  ...event,
  at: event.at.toISOString(),
  by: event.byAnother ?? '',
  device: event.byAnother ? '' : describeBrowser(event.userAgent),
});

async function* asCsv(viewer: Actor, search: ActivitySearch) {
  yield csvLine(FIELDS);
  for await (const events of batches(viewer, search))
    if (events.length > 0)
      yield events.map((event) => csvLine(FIELDS.map((name) => rowOf(event)[name]))).join('');
}

async function* asJson(viewer: Actor, search: ActivitySearch) {
  let before = '[\n';
  for await (const events of batches(viewer, search)) {
    if (events.length === 0) continue;
    yield before + events.map((event) => JSON.stringify(rowOf(event), [...FIELDS])).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** What fits, as much at a time as can be named by a few queries, with a pause in between for everybody else. */
async function* batches(viewer: Actor, { kind, device }: ActivitySearch) {
  const fits = ({ type, sessionId, userAgent }: Activity) =>
    (!kind || activityKindOf(type) === kind) &&
    (!device ||
      sessionId === device.id ||
      // Of what staff did no user agent is told.
      (userAgent !== '' && userAgent === device.userAgent));
  for (let before = AFTER_ALL; ; ) {
    const rows = await eventsBefore().execute({ userId: viewer.user.id, before, limit: SLICE });
    yield (await toldTo(viewer, rows)).filter(fits);
    before = rows.at(-1)?.id ?? before;
    if (rows.length < SLICE) return;
    await sleep(PAUSE_MS);
  }
}
