import 'server-only';
import { z } from 'zod';
import { answersFrom, throttled } from '#forms/answer';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { keptFields, longestField, rulesOf } from '#forms/things/fields';
import { wordsOf } from '#forms/things/words';
import { env } from '#lib/env';
import type { ThingResource } from '#lib/resource';
import type { Actor } from '#lib/things/access';
import { type CreateFailure, createThing } from '#lib/things/create';
import { say } from '#texts/say';

const WORDS = { new: 'made', before: 'saved', changed: 'there' } as const;

const refusals = (of: ThingResource) =>
  answersFrom<CreateFailure>({
    too_many_attempts: throttled,
    // 422 and not 413: it is the account that has no room, not the request that is too long (RFC 9110 15.5.21).
    storage_full: () => ({
      text: say('thingRefusals.noRoom', { ...wordsOf(of), megabytes: env().STORAGE_QUOTA_MB }),
      field: longestField(of),
    }),
  });

/** Makes a thing of what a form was filled in with, and leads to it; or gives back what was typed, and why. */
export async function makeFrom(
  viewer: Actor,
  of: ThingResource,
  formData: FormData,
): Promise<FormState> {
  const schema = z.object({ ...rulesOf(of), form: z.string() } as Record<string, z.ZodType>);
  const form = await parseForm(schema, formData, keptFields(of));
  if (!form.ok) return form.state;
  const { form: number = '', ...values } = form.data as Record<string, string>;
  const outcome = await createThing(viewer, of, values, number);
  if (!outcome.ok) return form.refuse(refusals(of)(outcome));
  const { id, how } = outcome.value;
  return done(`/${of.plural}/${id}`, `${WORDS[how]}?kind=${of.kind}`, viewer);
}
