import { auditEvents } from '#drizzle/schema/audit';
import { outbox } from '#drizzle/schema/outbox';
import { changeUserRole } from '#lib/admin/change-role';
import { deleteUser } from '#lib/admin/delete-user';
import { disableUser } from '#lib/admin/disable-user';
import { addStaff } from '#lib/admin/staff.test-support';
import { deleteAccount } from '#lib/assembly/delete-account';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import {
  addPerson,
  createNote,
  editNote,
  emailOf,
  share,
  writeNote,
} from '#lib/product/notes/notes.test-support';
import { noteOf } from '#lib/product/notes/resource';
import { acceptOffer, declineOffer } from '#lib/sharing/answer-offer';
import { changeShareRole } from '#lib/sharing/change-role';
import { leaveThing } from '#lib/sharing/leave';
import { offerThing, withdrawOffer } from '#lib/sharing/offer';
import { removeShare } from '#lib/sharing/remove-share';
import { emptyTables, from } from '#lib/testing/database.test-support';
import type { Came, Numbers } from '#lib/testing/model/schedule.test-support';
import { runBeside } from '#lib/testing/model/schedule.test-support';
import { deleteThing } from '#lib/things/delete';

/** Two administrators, three people and a note that one has offered to another. */
async function furnish() {
  await emptyTables();
  const [ada, bob] = [
    await addStaff('administrator', 'ada'),
    await addStaff('administrator', 'bob'),
  ];
  const [cyd, dee, eve] = [await addPerson('cyd'), await addPerson('dee'), await addPerson('eve')];
  const id = await writeNote(cyd);
  await share(cyd, id, 'dee', 'editor');
  await share(cyd, id, 'eve', 'viewer');
  await offerThing(cyd, noteOf(id), emailOf('dee'));
  return { ada, bob, cyd, dee, eve, note: noteOf(id), id };
}
type House = Awaited<ReturnType<typeof furnish>>;

/** What is done to others and to things; each answers whether it was done. `entry`: the log has one for it then. */
const DONE: Record<string, { does: (house: House) => Promise<unknown>; entry: string }> = {
  'ada demotes bob': { does: ({ ada, bob }) => changeUserRole(ada, bob.user.id, 'member'), entry: 'privilege_permissions_changed' },
  'bob demotes ada': { does: ({ ada, bob }) => changeUserRole(bob, ada.user.id, 'support'), entry: 'privilege_permissions_changed' },
  'ada shuts bob out': { does: ({ ada, bob }) => disableUser(ada, bob.user.id), entry: 'user_disabled' },
  'bob deletes ada': { does: ({ ada, bob }) => deleteUser(bob, ada.user.id), entry: 'user_deleted' },
  'bob leaves': { does: ({ bob }) => deleteAccount(bob.user), entry: 'user_deleted' },
  'ada deletes cyd': { does: ({ ada, cyd }) => deleteUser(ada, cyd.user.id), entry: 'user_deleted' },
  'dee leaves': { does: ({ dee }) => deleteAccount(dee.user), entry: 'user_deleted' },
  'ada shuts cyd out': { does: ({ ada, cyd }) => disableUser(ada, cyd.user.id), entry: 'user_disabled' },
  'dee accepts': { does: ({ dee, note }) => acceptOffer(dee, note), entry: 'privilege_permissions_changed' },
  'dee declines': { does: ({ dee, note }) => declineOffer(dee, note), entry: 'privilege_permissions_changed' },
  'cyd takes the offer back': { does: ({ cyd, note }) => withdrawOffer(cyd, note), entry: 'privilege_permissions_changed' },
  'cyd offers it to eve': { does: ({ cyd, note }) => offerThing(cyd, note, emailOf('eve')), entry: 'privilege_permissions_changed' },
  'cyd shares it with nobody yet': { does: ({ cyd, id }) => share(cyd, id, 'fay'), entry: 'privilege_permissions_changed' },
  'cyd makes dee a viewer': { does: ({ cyd, note }) => changeShareRole(cyd, note, { email: emailOf('dee'), role: 'viewer' }), entry: 'privilege_permissions_changed' },
  'cyd takes it from dee': { does: ({ cyd, note }) => removeShare(cyd, note, emailOf('dee')), entry: 'privilege_permissions_changed' },
  'eve leaves it': { does: ({ eve, note }) => leaveThing(eve, note), entry: 'privilege_permissions_changed' },
  'dee edits it': { does: ({ dee, id }) => editNote(dee, id, { title: 'Longer', text: 'Second', revision: 1 }), entry: 'sensitive_update' },
  'cyd deletes it': { does: ({ cyd, note }) => deleteThing(cyd, note), entry: 'sensitive_delete' },
  'eve writes another': { does: ({ eve }) => createNote(eve, { title: 'Hers', text: '' }), entry: 'sensitive_create' },
}; // biome-ignore format: one line each

const isDone = (value: unknown): boolean =>
  value === true ||
  (typeof value === 'object' &&
    value !== null &&
    'ok' in value &&
    value.ok === true &&
    (!('value' in value) || value.value !== false));

/** Draws three or four of them and does them beside one another. Answers what was acknowledged and has no entry of its own. */
export async function drawHouse(numbers: Numbers, isFaulty: boolean) {
  const house = await furnish();
  await sealLog();
  const before = await entries();
  // What furnished it went without an entry: its mails are not counted either.
  await db().delete(outbox);
  const names = Array.from({ length: 3 + numbers.below(2) }, () =>
    numbers.oneOf(Object.keys(DONE)),
  );
  let network = 0;
  const acts = names.map(
    (name) => () => from(`10.8.0.${++network}`, async () => DONE[name]?.does(house)),
  );
  const came: Came<unknown>[] = await runBeside(acts, numbers, { faults: isFaulty ? 8 : 0 });
  await sealLog();
  const after = (await entries()).slice(before.length);
  const wanted = names.flatMap((name, nth) =>
    isDone(came[nth]?.value) ? [DONE[name]?.entry ?? ''] : [],
  );
  const missing = wanted.filter((type) => {
    const at = after.indexOf(type);
    if (at >= 0) after.splice(at, 1);
    return at < 0;
  });
  return { names, missing };
}

const entries = async () =>
  (await db().select().from(auditEvents).orderBy(auditEvents.seq)).map(
    ({ type }) => type as string,
  );
