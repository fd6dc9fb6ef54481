import { env } from '#lib/env';
import { say } from '#texts/say';

/** What closes every page: whose machine this is. */
export function SiteFooter() {
  return (
    <footer className="bar">
      <span>{say('frame.host', { host: env().host })}</span>
    </footer>
  );
}
