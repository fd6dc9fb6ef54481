import 'server-only';
import { z } from 'zod';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import { keptFields, longestField, rulesOf } from '#forms/things/fields';
import type { EditState } from '#forms/things/state';
import { wordsOf } from '#forms/things/words';
import { auditRefusal } from '#lib/authorization/audit-refusal';
import { env } from '#lib/env';
import { Revision } from '#lib/product/fields';
import type { ThingResource } from '#lib/resource';
import { type Actor, actOn } from '#lib/things/access';
import { editThing } from '#lib/things/edit';
import { say, textsOf } from '#texts/say';

/**
 * Writes a thing as a form was filled in, and leads to it. When somebody was faster, there is no room, or the thing can
 * no longer be edited, what was typed is given back with why.
 */
export async function saveFrom(
  viewer: Actor,
  of: ThingResource,
  formData: FormData,
): Promise<EditState> {
  const { keep, lines } = keptFields(of);
  const schema = z.object({ [of.kind]: z.string(), revision: Revision, ...rulesOf(of) });
  const form = await parseForm(schema, formData, { keep: ['revision', ...keep], lines });
  if (!form.ok) return form.state;
  const { [of.kind]: id = '', revision, ...values } = form.data as Record<string, string>;
  const outcome = await editThing(viewer, { of, id }, { values, revision: Number(revision) });
  const isSaved = outcome.ok || (outcome.reason === 'changed' && outcome.isSame);
  if (isSaved) return done(`/${of.plural}/${id}`, `saved?kind=${of.kind}`, viewer);
  const words = wordsOf(of);
  if (outcome.reason === 'changed') {
    const text = say(`changedBy.${outcome.by}`, words);
    const state = form.refuse({ text, status: 409 });
    // To save once more is then a decision, and made about what stands there now.
    const values = { ...state.values, revision: String(outcome.revision) };
    return {
      ...state,
      values,
      behind: { look: textsOf('behind').look, now: say('behind.now', words) },
    };
  }
  if (outcome.reason === 'storage_full') {
    const megabytes = env().STORAGE_QUOTA_MB;
    const text = say('thingRefusals.noRoomAtOwner', { ...words, megabytes });
    return form.refuse({ text, field: longestField(of) });
  }
  // As `refuse` answers, but what was typed is not lost.
  await auditRefusal(viewer, actOn(of, 'edit'), id);
  const state = form.refuse({ text: say('thingRefusals.nothingSaved'), status: 404 });
  return { ...state, lost: lostText(of) };
}

const lostText = (of: ThingResource) => ({
  title: say('lostThing.title', wordsOf(of)),
  text: say('lostThing.text'),
  back: say('lostThing.back', wordsOf(of)),
  list: `/${of.plural}`,
});
