import { env } from '#lib/env';
import { siteLinks } from '#lib/product/brand';
import { say } from '#texts/say';

/** What closes every page: whose machine this is, and where the operator says more. */
export const SiteFooter = () => (
  <footer className="bar">
    <span>{say('frame.host', { host: env().host })}</span>
    {siteLinks().map(({ name, href }) => (
      <a key={name} href={href}>
        {say(`frame.${name}`)}
      </a>
    ))}
  </footer>
);
