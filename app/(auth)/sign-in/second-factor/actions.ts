'use server';

import { z } from 'zod';
import { nextAnswer } from '#forms/answers/factors';
import { enter } from '#forms/enter';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import { hasPasskey, readPasskey } from '#forms/passkey';
import type { FormState } from '#forms/problem';
import { TypedFactor } from '#lib/accounts/fields';
import { findNextFactor, verifyNextFactor } from '#lib/accounts/verify-next-factor';
import { knownBrowser } from '#lib/session/browser';
import { clearChallenge, readChallenge, readTicket } from '#lib/session/cookie';

const Trust = z.string().transform((value) => value === 'on');
const FactorForm = z.object({ code: TypedFactor, trust: Trust });
/** A passkey stands in no field of the page. */
const NoCode = z.string();
const PasskeyForm = z.object({ code: NoCode, trust: Trust });

export async function verifyFactorAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  // A passkey answers in the place of what is typed.
  const passkey = hasPasskey(formData) ? await readPasskey(formData) : null;
  const asked = passkey ? PasskeyForm : FactorForm;
  const form = await parseForm(asked, formData, { keep: ['trust'] });
  if (!form.ok) return form.state;
  const held = await readChallenge();
  const waiting = await findNextFactor(held);
  if (!held || !waiting) return done('/sign-in', 'challenge-over', null);

  const email = waiting.asked.username;
  const [previous, browser] = await Promise.all([readTicket(), knownBrowser(email)]);
  const typed = passkey ?? form.data.code;
  const arriving = { browser, previous, trusts: form.data.trust };
  const outcome = await verifyNextFactor(held, typed, arriving);
  if (!outcome) return done('/sign-in', 'challenge-over', null);
  if (!outcome.ok) return form.refuse(nextAnswer(outcome));

  await clearChallenge();
  const { ticket, isPersistent } = outcome.value;
  return enter(ticket, { isPersistent, next: waiting.next });
}
