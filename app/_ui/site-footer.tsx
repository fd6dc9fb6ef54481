import { env } from '#lib/env';
import { siteLinks } from '#lib/product/brand';
import { say } from '#texts/say';

/** The footer of every page but the plain error pages: the host, and the links of the operator. */
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
