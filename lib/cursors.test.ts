import { beforeEach, expect, test } from 'vitest';
import { searchLog } from '#lib/admin/audit-search';
import { listEffectiveAccess, PLACE_OF_GRANT } from '#lib/admin/effective-access';
import { listUsers } from '#lib/admin/list-users';
import { listMails, PLACE_OF_TRY } from '#lib/admin/mails';
import { findProgram, listPrograms } from '#lib/admin/programs';
import { addStaff } from '#lib/admin/staff.test-support';
import { searchOwnActivity } from '#lib/assembly/activity-search';
import { listCapturedMail, PLACE_OF_MAIL } from '#lib/mail/captured';
import { postLetter } from '#lib/mail/post-office.test-support';
import { pageOfSessions } from '#lib/oauth/page-of-sessions';
import { NUMBERED, placeIn, toCursor } from '#lib/pages';
import { listNotes } from '#lib/product/notes/notes.test-support';
import { listSessions } from '#lib/session/list';
import type { Viewer } from '#lib/session/store';
import { emptyTables } from '#lib/testing/database.test-support';

let dee: Viewer;
beforeEach(async () => {
  await emptyTables();
  dee = await addStaff('administrator');
  await postLetter();
});

/** What anybody can write into a cursor of a list. */
const CRAFTED = [
  'x', '-1', '1e3', '1.5', ' 1', '0x10', 'NaN', 'Infinity', '9'.repeat(15), '9'.repeat(16), '9'.repeat(40), '１２３', '1\n', '1 ', ' x',
  'NaN x', '1:x', "1' or 1=1 --", '\u0000', 'a\u0000b', '\ud800', ':', 'note:', 'note:\u0000', `${'9'.repeat(15)} 0`, `${'9'.repeat(15)}:${'0'.repeat(36)}`,
  `name:${'0'.repeat(36)}:\u0000`, 'in:\u0000', 'x'.repeat(1_400),
]; // biome-ignore format: one list

/** Each list with the places that it takes, and what reads it from one on. */
const LISTS: [list: string, looks: RegExp | undefined, read: (place: string) => Promise<unknown>][] = [
  ['audit', NUMBERED, (place) => searchLog(dee, { limit: 5, before: Number(place) })],
  ['mails', PLACE_OF_MAIL, (after) => listCapturedMail({ after })],
  ['undelivered', PLACE_OF_TRY, (after) => listMails(dee, { state: 'waiting', limit: 5, after })],
  ['reach', PLACE_OF_GRANT, (after) => listEffectiveAccess(dee, dee.user.id, { limit: 5, after })],
  ['users', undefined, (after) => listUsers(dee, { search: 'ada', limit: 5, after })],
  ['users', undefined, (after) => listUsers(dee, { state: 'active', limit: 5, after })],
  ['programs', undefined, (after) => listPrograms(dee, { limit: 5, after })],
  ['people', undefined, (after) => findProgram(dee, 'nobody', after)],
  ['activity', undefined, (before) => searchOwnActivity(dee, {}, { limit: 5, before })],
  ['activity', undefined, (before) => searchOwnActivity(dee, { kind: 'refused' }, { limit: 5, before })],
  ['sessions', undefined, async (after) => pageOfSessions(await listSessions(dee), { after })],
  ['notes', undefined, (after) => listNotes(dee, after)],
]; // biome-ignore format: one line each

test.each(LISTS)('a crafted cursor of %s (%s) leads to no page, or to one, and fails nothing', async (list, looks, read) => {
  let refused = 0;
  for (const made of CRAFTED) {
    const place = placeIn(list, toCursor(list, made), looks);
    if (place === null) refused++;
    else if (place !== undefined) await expect(read(place), made).resolves.toBeDefined();
  }
  // Numbers that are none would be compared with numbers.
  if (looks) expect(refused).toBeGreaterThan(15);
  expect(refused).toBeLessThan(CRAFTED.length);
}); // biome-ignore format: one line

test('captured mails are read on from a place of theirs alone', async () => {
  await postLetter();
  expect(await listCapturedMail()).toHaveLength(2);
  for (const after of ['', 'x', 'NaN ', `${'9'.repeat(16)} `])
    expect(await listCapturedMail({ after }), after).toEqual([]);
  expect(await listCapturedMail({ after: `${'9'.repeat(15)} 0` })).toHaveLength(2);
});
