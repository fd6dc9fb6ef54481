import 'server-only';
import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import type { ThingResource } from '#lib/resource';
import { refuse } from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import { hasLeft, leaveThing } from '#lib/sharing/leave';
import { actOn } from '#lib/things/access';

/** Leaves the thing that a form names, and leads to the list; the same when it was sent twice. */
export async function leaveFrom(viewer: Viewer, of: ThingResource, formData: FormData) {
  const thing = { of, id: readField(formData, of.kind) };
  const list = `/${of.plural}`;
  const isDone = await leaveThing(viewer, thing);
  if (!isDone && (await hasLeft(viewer, thing))) return done(list, 'nothing-to-do', viewer);
  if (!isDone) await refuse(viewer, actOn(of, 'leave'), thing.id);
  return done(list, `left?kind=${of.kind}`, viewer);
}
