'use server';

import { z } from 'zod';
import { nextAnswer } from '#forms/answers/factors';
import { enter } from '#forms/enter';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { TypedFactor } from '#lib/accounts/fields';
import { findNextFactor, verifyNextFactor } from '#lib/accounts/verify-next-factor';
import { knownBrowser } from '#lib/session/browser';
import { clearChallenge, readChallenge, readTicket } from '#lib/session/cookie';

const FactorForm = z.object({
  code: TypedFactor,
  trust: z.string().transform((value) => value === 'on'),
});

export async function verifyFactorAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const form = await parseForm(FactorForm, formData, { keep: ['trust'] });
  if (!form.ok) return form.state;
  const held = await readChallenge();
  const waiting = await findNextFactor(held);
  if (!held || !waiting) return done('/sign-in', 'challenge-over', null);

  const email = waiting.asked.username;
  const [previous, browser] = await Promise.all([readTicket(), knownBrowser(email)]);
  const { code, trust: trusts } = form.data;
  const outcome = await verifyNextFactor(held, code, { browser, previous, trusts });
  if (!outcome) return done('/sign-in', 'challenge-over', null);
  if (!outcome.ok) return form.refuse(nextAnswer(outcome));

  await clearChallenge();
  const { ticket, isPersistent } = outcome.value;
  return enter(ticket, { isPersistent, next: waiting.next });
}
