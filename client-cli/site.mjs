import { EXIT, Failure } from './failure.mjs';

export const DEFAULT_SITE = 'http://localhost:3000';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The origin of a Gatehouse, from what somebody typed. Refuses whatever is not the bare address of a site,
 * and http to any other machine: tokens would travel for everybody to read.
 */
export function siteFrom(typed) {
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw wrong('The address has to be a whole one, like https://gate.example.org.');
  if (url.username || url.password || url.pathname !== '/' || url.search || url.hash)
    throw wrong(`Give only the beginning of the address: ${url.origin}`);
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
    throw wrong(
      `${url.origin} is not encrypted, and whoever is on the way could use your account. Use https://${url.host}.`,
    );
  return url.origin;
}

const wrong = (message) => new Failure(message, EXIT.usage);
