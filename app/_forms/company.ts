import 'server-only';
import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { answersFor } from '#lib/accounts/connections/row';
import { canonicalEmail } from '#lib/accounts/fields';
import type { Identity } from '#lib/providers/answer';
import { requiredDomain } from '#lib/providers/domains';
import { safeNext } from '#lib/request/next-path';
import { withNext } from '#lib/request/way-back';

/** The page that sends the people of this domain to their provider. */
export const companyPath = (domain: string, next: string) =>
  withNext(`/sign-in/company/${domain}`, next);

/**
 * Leads somebody who types an address to the provider of their company, where it has its people sign in by that alone: before
 * anything else of the form is read, so that nobody learns whether the address has an account. It is a courtesy: session/admit
 * refuses. Somebody whom that very provider has sent goes on here.
 */
export async function leadToCompany(formData: FormData, sentBy?: Identity): Promise<void> {
  const email = canonicalEmail(readField(formData, 'email'));
  const found = email ? await requiredDomain(email) : null;
  if (!email || !found) return;
  if (sentBy?.provider === found.provider && answersFor(sentBy, email)) return;
  redirect(companyPath(found.domain, safeNext(readField(formData, 'next'))));
}
