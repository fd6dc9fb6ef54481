import 'server-only';
import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import type { ThingResource } from '#lib/resource';
import { refuse } from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import { acceptOffer, afterOffer, declineOffer } from '#lib/sharing/answer-offer';
import { actOn } from '#lib/things/access';

/** Takes over the thing that a form names, which its owner offers, and leads to it. */
export async function acceptFrom(viewer: Viewer, of: ThingResource, formData: FormData) {
  const thing = { of, id: readField(formData, of.kind) };
  const at = `/${of.plural}/${thing.id}`;
  const outcome = await acceptOffer(viewer, thing);
  // The page says that there is no room for it.
  if (!outcome.ok && outcome.reason === 'storage_full') redirect(at);
  const stands = outcome.ok ? 'own' : await afterOffer(viewer, thing);
  if (!stands) await refuse(viewer, actOn(of, 'accept'), thing.id);
  return done(at, stands === 'own' ? `accepted?kind=${of.kind}` : 'nothing-to-do', viewer);
}

/** Declines the offer of it, and leads to it. */
export async function declineFrom(viewer: Viewer, of: ThingResource, formData: FormData) {
  const thing = { of, id: readField(formData, of.kind) };
  const isDone = await declineOffer(viewer, thing);
  if (!isDone && !(await afterOffer(viewer, thing)))
    await refuse(viewer, actOn(of, 'accept'), thing.id);
  const word = isDone ? (`declined?kind=${of.kind}` as const) : 'nothing-to-do';
  return done(`/${of.plural}/${thing.id}`, word, viewer);
}
