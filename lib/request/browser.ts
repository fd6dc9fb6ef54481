import 'server-only';
import Bowser from 'bowser';

/** "Firefox on Linux": families only, which is all that a user agent can be believed. */
export function describeBrowser(userAgent: string): string {
  if (!userAgent) return 'Unknown browser';
  const { browser, os } = Bowser.parse(userAgent.slice(0, 512));
  const name = browser.name || 'Unknown browser';
  return os.name ? `${name} on ${os.name}` : name;
}
