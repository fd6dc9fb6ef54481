import { env } from '#lib/env';

/** What closes every page: whose machine this is. */
export function SiteFooter() {
  return (
    <footer className="bar">
      <span>Self-hosted on {env().host}</span>
    </footer>
  );
}
