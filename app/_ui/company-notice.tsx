import { offerTo } from '#forms/company';
import { CompanyLink } from '#ui/company-link';

/** On a page that waits for a mailed code: the way in of the company whose address was typed, where it offers one. */
export async function CompanyNotice({ email, next }: { email: string; next: string }) {
  const offer = await offerTo(email, next);
  return (
    offer && (
      <p className="notice">
        <CompanyLink {...offer} />
      </p>
    )
  );
}
