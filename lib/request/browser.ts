import 'server-only';
import Bowser from 'bowser';

// For others Bowser takes the agent's own word, which may be a link.
const FAMILIES = new Set<string>(Object.values(Bowser.BROWSER_MAP));

/** "Firefox on Linux": families only, which is all that a user agent can be believed. */
export function describeBrowser(userAgent: string): string {
  if (!userAgent) return 'Unknown browser';
  const { browser, os } = Bowser.parse(userAgent.slice(0, 512));
  const claimed = browser.name ?? '';
  const name = FAMILIES.has(claimed) ? claimed : 'Unknown browser';
  return os.name ? `${name} on ${os.name}` : name;
}
