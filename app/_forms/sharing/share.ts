import 'server-only';
import { z } from 'zod';
import { answersFrom, throttled } from '#forms/answer';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { wordsOf } from '#forms/things/words';
import { Email } from '#lib/accounts/fields';
import type { ThingResource } from '#lib/resource';
import { refuse } from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import { givenRole } from '#lib/sharing/fields';
import { type ShareFailure, shareThing } from '#lib/sharing/share';
import { actOn } from '#lib/things/access';
import { say } from '#texts/say';

/** not_allowed is answered with 404, so it needs no text. */
const refusals = (of: ThingResource) =>
  answersFrom<Exclude<ShareFailure, 'not_allowed'>>({
    own_address: () => ({ text: say('shareRefusals.ownAddress', wordsOf(of)), field: 'email' }),
    too_many_people: () => ({ text: say('shareRefusals.tooMany', wordsOf(of)), field: 'email' }),
    too_many_attempts: throttled,
  });

/** Shares the thing that a form names with an address, in a role; leads back to its list of people. */
export async function shareFrom(
  viewer: Viewer,
  of: ThingResource,
  formData: FormData,
): Promise<FormState> {
  const schema = z.object({ [of.kind]: z.string(), email: Email, role: givenRole(of) });
  const form = await parseForm(schema, formData, { keep: ['email', 'role'] });
  if (!form.ok) return form.state;
  const { [of.kind]: id = '', email = '', role = '' } = form.data as Record<string, string>;
  const outcome = await shareThing(viewer, { of, id }, { email, role });
  if (outcome.ok) return done(`/${of.plural}/${id}/sharing`, `shared?kind=${of.kind}`, viewer);
  const { reason } = outcome;
  if (reason === 'not_allowed') return refuse(viewer, actOn(of, 'share'), id);
  return form.refuse(refusals(of)({ ...outcome, reason }));
}
