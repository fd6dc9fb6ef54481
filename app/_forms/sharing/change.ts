import 'server-only';
import { readField } from '#forms/form-state';
import { done, type ThingWord } from '#forms/notices';
import type { ThingResource } from '#lib/resource';
import { refuse } from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import { changeShareRole } from '#lib/sharing/change-role';
import { givenRole } from '#lib/sharing/fields';
import { offerThing, withdrawOffer } from '#lib/sharing/offer';
import { removeShare } from '#lib/sharing/remove-share';
import { actOn, type Thing } from '#lib/things/access';

type Outcome = { ok: true } | { ok: false; reason: string };
type Answering = { viewer: Viewer; thing: Thing; verb: 'share' | 'offer' };

/** Gives the person that a form names another role in the list of the thing. */
export async function changeRoleFrom(viewer: Viewer, of: ThingResource, formData: FormData) {
  const { thing, email } = namedIn(of, formData);
  const role = givenRole(of).safeParse(readField(formData, 'role'));
  if (!role.success) return refuse(viewer, actOn(of, 'share'), thing.id);
  const outcome = await changeShareRole(viewer, thing, { email, role: role.data });
  return back({ viewer, thing, verb: 'share' }, outcome, 'role');
}

/** Takes the person that a form names off the list. */
export async function removeFrom(viewer: Viewer, of: ThingResource, formData: FormData) {
  const { thing, email } = namedIn(of, formData);
  const outcome = await removeShare(viewer, thing, email);
  return back({ viewer, thing, verb: 'share' }, outcome, 'removed');
}

/** Offers the thing to the person that a form names. */
export async function offerFrom(viewer: Viewer, of: ThingResource, formData: FormData) {
  const { thing, email } = namedIn(of, formData);
  const outcome = await offerThing(viewer, thing, email);
  return back({ viewer, thing, verb: 'offer' }, outcome, 'offered');
}

/** Takes the offer back. */
export async function withdrawFrom(viewer: Viewer, of: ThingResource, formData: FormData) {
  const { thing } = namedIn(of, formData);
  const outcome = await withdrawOffer(viewer, thing);
  return back({ viewer, thing, verb: 'offer' }, outcome, 'withdrawn');
}

const namedIn = (of: ThingResource, formData: FormData) => ({
  thing: { of, id: readField(formData, of.kind) },
  email: readField(formData, 'email'),
});

/** Leads back to the list of people, and says there what was done, or that nothing was left to change. */
async function back(
  { viewer, thing, verb }: Answering,
  outcome: Outcome,
  word: ThingWord,
): Promise<void> {
  const { of, id } = thing;
  if (!outcome.ok && outcome.reason === 'not_allowed') return refuse(viewer, actOn(of, verb), id);
  const says = outcome.ok ? (`${word}?kind=${of.kind}` as const) : 'nothing-to-change';
  await done(`/${of.plural}/${id}/sharing`, says, viewer);
}
