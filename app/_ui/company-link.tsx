import type { CompanyOffer } from '#forms/problem';

/** That a company has a way in of its own, and the link to it: beside what somebody does instead. */
export const CompanyLink = ({ says, href, goOn }: CompanyOffer) => (
  <>
    {says} <a href={href}>{goOn}</a>
  </>
);
