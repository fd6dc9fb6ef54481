import 'server-only';
import { v7 as uuid, v4 as uuidV4, validate } from 'uuid';
import { findFlows } from '#lib/codes/find-flow';
import type { CodePurpose, Held } from '#lib/codes/issue';
import { keysFor } from '#lib/crypto/keys';
import { hashCode, randomSecret } from '#lib/crypto/tokens';
import { currentClient, networkOf } from '#lib/request/client';

/** What a submission that asks for a code says about the browser it comes from. */
export type CodeRequest = {
  /** The flows that the browser holds, newest first. */
  held: Held[];
  /** The number of the form that was filled in, or nothing. */
  form: string;
  /** Where to go when all is done. */
  next: string;
};

export const EMPTY_CODE_REQUEST: CodeRequest = { held: [], form: '', next: '' };

/** A number for a form as it is shown once: the same form that is sent in twice is the same wish. */
export const formNumber = () => uuidV4();

/**
 * The flows that a submission may go on with, best first; the last one is new. First one that this browser
 * holds for the same purpose and address; then the one that belongs to this form: when it is sent in twice
 * at once, no answer has come back yet, and a browser without scripts never reads the first. Only the person who was
 * shown the form knows its number, and it counts only for the same network and browser.
 */
export async function flowsFor(
  purpose: CodePurpose,
  email: string,
  { held, form }: CodeRequest,
): Promise<Held[]> {
  const found = await findFlows(purpose, held);
  const same = found.find((flow) => flow.email === email && !flow.isUsed);
  const known = held.filter(({ id }) => id === same?.id);
  const numbered = validate(form) ? [flowOfForm(purpose, email, form)] : [];
  return [...known, ...numbered, { id: uuid(), secret: randomSecret() }];
}

function flowOfForm(purpose: CodePurpose, email: string, form: string): Held {
  const { address, userAgent } = currentClient();
  const wish = JSON.stringify([purpose, email, form, networkOf(address), userAgent]);
  const [key] = keysFor('form-number');
  return { id: hashCode(key, `id:${wish}`).slice(0, 32), secret: hashCode(key, `secret:${wish}`) };
}
