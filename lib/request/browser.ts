import 'server-only';
import Bowser from 'bowser';

// For others Bowser takes the agent's own word, which may be a link.
const FAMILIES = new Set<string>(Object.values(Bowser.BROWSER_MAP));

/** What somebody is signed in with: "gatehouse CLI on Linux" for a program, else the browser. */
export function describeSession(session: { clientName: string | null; userAgent: string }): string {
  if (session.clientName === null) return describeBrowser(session.userAgent);
  const { os } = Bowser.parse(session.userAgent.slice(0, 512) || 'unknown');
  return os.name ? `${session.clientName} on ${os.name}` : session.clientName;
}

/** "Firefox on Linux": families only, which is all that a user agent can be believed. */
export function describeBrowser(userAgent: string): string {
  if (!userAgent) return 'Unknown browser';
  const { browser, os } = Bowser.parse(userAgent.slice(0, 512));
  const claimed = browser.name ?? '';
  const name = FAMILIES.has(claimed) ? claimed : 'Unknown browser';
  return os.name ? `${name} on ${os.name}` : name;
}
