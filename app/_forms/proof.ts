import 'server-only';
import { z } from 'zod';
import type { Answer } from '#forms/answer';
import { reauthenticateAnswer } from '#forms/answers/accounts';
import { passkeyAnswer } from '#forms/answers/factors';
import { parseForm, readField } from '#forms/form-state';
import { hasPasskey, readPasskey } from '#forms/passkey';
import type { AskedProof, FormState } from '#forms/problem';
import { confirmWithPasskey } from '#lib/accounts/confirm-with-passkey';
import { TypedCode, TypedPassword } from '#lib/accounts/fields';
import { proofRequestFor } from '#lib/accounts/proof-request';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { knownBrowser } from '#lib/session/browser';
import { writeTicket } from '#lib/session/cookie';
import { endFlow, readFlow } from '#lib/session/flow';
import { asksBy } from '#lib/session/here';
import { renewOnce } from '#lib/session/renew-once';
import { requireStillHere } from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { inSentence } from '#texts/in-sentence';
import { say } from '#texts/say';

type Refuse = (...refusals: Answer[]) => FormState;

const ByPassword = z.object({ password: TypedPassword, factor: z.string() });
const ByMailedCode = z.object({ code: TypedCode, factor: z.string() });

/** What a form asks of the viewer, where it asks once more who they are: the factor that was chosen, or the first. */
export const askedProofFor = (viewer: Viewer, by?: string): Promise<AskedProof> =>
  proofRequestFor(viewer, by);

/**
 * Takes out of a form what proves that the viewer is who they are; the actions do not know what that is. When it is
 * not right the form comes back with what was typed, and asks for it. Null: go on.
 */
export async function verifyProof(
  viewer: Viewer,
  formData: FormData,
  refuse: Refuse,
): Promise<FormState | null> {
  const asksProof = await askedProofFor(viewer);
  const ask = (...refusals: Answer[]) => ({ ...refuse(...refusals), asksProof });
  if (hasPasskey(formData)) return verifyPasskeyProof(viewer, formData, ask);
  if (asksProof.fields.length === 0) return ask({ text: say('passkeyAnswers.needed') });
  const proof = asksProof.mailsCode
    ? await parseForm(ByMailedCode, formData)
    : await parseForm(ByPassword, formData);
  if (!proof.ok) return ask(...(proof.state.problems ?? []));
  const browser = await knownBrowser(viewer.user.email);
  const flow = asksProof.mailsCode ? await readFlow('confirm') : null;
  const outcome = await renewOnce(formData, () =>
    reauthenticate(viewer, { ...proof.data, flow, browser }),
  );
  if (!outcome.ok) await requireStillHere(viewer);
  if (!outcome.ok) return ask(reauthenticateAnswer(outcome));
  await goOn(viewer, outcome.value);
  if (flow) await endFlow(flow.id);
  return null;
}

/** The browser and what is left of this request go on by the new secret. */
async function goOn(viewer: Viewer, ticket: Ticket) {
  asksBy(viewer, ticket);
  await writeTicket(ticket, viewer.session);
}

/** The same by a passkey, which takes the place of all that is typed. */
async function verifyPasskeyProof(viewer: Viewer, formData: FormData, ask: Refuse) {
  const proof = await readPasskey(formData);
  const outcome = await renewOnce(formData, () => confirmWithPasskey(viewer, proof));
  if (!outcome.ok) await requireStillHere(viewer);
  if (!outcome.ok) return ask(passkeyAnswer(outcome));
  await goOn(viewer, outcome.value);
  return null;
}

/**
 * The same for an action whose page was opened with a fresh proof: something is asked only where that has grown old
 * meanwhile.
 */
export async function requireFreshProof(
  viewer: Viewer,
  formData: FormData,
  refuse: Refuse,
): Promise<FormState | null> {
  if (await isFreshlyAuthenticated(viewer)) return null;
  const asked = await askedProofFor(viewer);
  const missing = asked.fields.find(({ name }) => !readField(formData, name));
  if (!missing || hasPasskey(formData)) return verifyProof(viewer, formData, refuse);
  const label = inSentence(missing.label, say('common.locale'));
  const text = say('answers.typeAgain', { label });
  return { ...refuse({ field: missing.name, text }), asksProof: asked };
}
