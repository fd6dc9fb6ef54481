import 'server-only';
import Bowser from 'bowser';
import { Latest } from '#lib/latest';
import { singleton } from '#lib/singleton';
import { say } from '#texts/say';

// For others Bowser takes the agent's own word, which may be a link.
const FAMILIES = new Set<string>(Object.values(Bowser.BROWSER_MAP));

/** What fetches without a person in front of it, by how each begins. */
const TOOLS = /^(curl|wget|httpie)\//i;
const LIBRARIES =
  /^(python-(requests|urllib|httpx)|aiohttp|node|undici|axios|got|deno|bun|okhttp|go-http-client|java|apache-httpclient|libwww-perl|ruby|faraday|php|guzzlehttp|reqwest|postmanruntime)\b/i;

const LONGEST = 512;
const KEPT = 500;

/** A list names the same few again and again, and reading one takes some fifty patterns. */
const read = (userAgent: string) => {
  const known = singleton('browsers', () => new Latest<Bowser.Parser.ParsedResult>(KEPT));
  const found = known.get(userAgent) ?? Bowser.parse(userAgent);
  known.set(userAgent, found);
  return found;
};

/** What somebody is signed in with: "gatehouse CLI on Linux" for a program, a token by its name, else the browser. */
export function describeSession(session: Described): string {
  if (session.tokenName) return say('browserNames.token', { name: session.tokenName });
  if (session.clientName === null) return describeBrowser(session.userAgent);
  const { os } = read(session.userAgent.slice(0, LONGEST) || 'unknown');
  return onSystem(session.clientName, os.name);
}

type Described = {
  clientName: string | null;
  tokenName?: string | null;
  /** Of a session at a site that people sign in to. */
  siteId?: string | null;
  userAgent: string;
};

/** "Firefox on Linux", "curl", "A script": families only, which is all that a user agent can be believed. */
export function describeBrowser(userAgent: string): string {
  if (!userAgent) return say('browserNames.unknown');
  const tool = userAgent.match(TOOLS)?.[1];
  if (tool) return tool.toLowerCase();
  if (LIBRARIES.test(userAgent)) return say('browserNames.script');
  const { browser, os } = read(userAgent.slice(0, LONGEST));
  const claimed = browser.name ?? '';
  const name = FAMILIES.has(claimed) ? claimed : say('browserNames.unknown');
  return onSystem(name, os.name);
}

/**
 * By which picture it is known: a site as such, what is no browser by a terminal, a browser by what it says to run on.
 */
export function deviceOf({ clientName, tokenName, userAgent, siteId }: Described) {
  if (siteId) return 'globe';
  const isProgram = clientName !== null || Boolean(tokenName);
  if (isProgram || TOOLS.test(userAgent) || LIBRARIES.test(userAgent)) return 'terminal';
  const { type } = read(userAgent.slice(0, LONGEST) || 'unknown').platform;
  if (type === 'tablet') return 'tablet';
  return type === 'mobile' ? 'phone' : 'laptop';
}

const onSystem = (name: string, system: string | undefined) =>
  system ? say('browserNames.on', { name, system }) : name;
