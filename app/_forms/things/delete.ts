import 'server-only';
import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import type { ThingResource } from '#lib/resource';
import { refuse } from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import { actOn } from '#lib/things/access';
import { deleteThing, hasDeleted } from '#lib/things/delete';

/** Deletes the thing that a form names, and leads to the list; the same when it was sent twice. */
export async function deleteFrom(viewer: Viewer, of: ThingResource, formData: FormData) {
  const thing = { of, id: readField(formData, of.kind) };
  const list = `/${of.plural}`;
  const { ok } = await deleteThing(viewer, thing);
  if (!ok && (await hasDeleted(viewer, thing))) return done(list, 'nothing-to-do', viewer);
  if (!ok) await refuse(viewer, actOn(of, 'delete'), thing.id);
  return done(list, `deleted?kind=${of.kind}`, viewer);
}
