import 'server-only';
import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import type { CompanyOffer } from '#forms/problem';
import { answersFor } from '#lib/accounts/connections/row';
import { canonicalEmail } from '#lib/accounts/fields';
import type { Identity } from '#lib/providers/answer';
import { type CompanyDomain, verifiedDomain } from '#lib/providers/domains';
import { safeNext } from '#lib/request/next-path';
import { withNext } from '#lib/request/way-back';
import { say } from '#texts/say';

/** The page that sends the people of this domain to their provider. */
export const companyPath = (domain: string, next: string) =>
  withNext(`/sign-in/company/${domain}`, next);

/**
 * Leads somebody who types an address to the provider of their company, where it has its people sign in by that alone: before
 * anything else of the form is read, so that nobody learns whether the address has an account. It is a courtesy: session/admit
 * refuses. Somebody whom that very provider has sent goes on here. Where the company only offers it, answers what a refused
 * form shows of it.
 */
export async function leadToCompany(
  formData: FormData,
  sentBy?: Identity,
): Promise<CompanyOffer | null> {
  const email = canonicalEmail(readField(formData, 'email'));
  const found = email ? await verifiedDomain(email) : null;
  if (!email || !found) return null;
  if (sentBy?.provider === found.provider && answersFor(sentBy, email)) return null;
  const next = safeNext(readField(formData, 'next'));
  if (!found.isRequired) return offerOf(found, next);
  redirect(companyPath(found.domain, next));
}

/** What a page shows to whoever has typed this address, as their company offers it; the same for each of its domain. */
export async function offerTo(email: string, next: string): Promise<CompanyOffer | null> {
  const found = await verifiedDomain(email);
  return found && offerOf(found, next);
}

const offerOf = ({ domain }: CompanyDomain, next: string): CompanyOffer => ({
  says: say('company.may', { domain }),
  href: companyPath(domain, next),
  goOn: say('company.goOn', { domain }),
});
