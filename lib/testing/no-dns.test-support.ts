import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIP } from 'node:net';

/**
 * No test asks the resolver of the machine: where there is no network an answer takes minutes, and four that wait keep
 * every hash waiting (all share the threads of libuv). A name that is not of this machine is not found, at once. What a
 * test resolves by itself it resolves by `dns.test-support`.
 */
const { lookup } = dns;
const isHere = (name: string) => name === '' || name === 'localhost' || isIP(name) !== 0;

dns.lookup = ((name: string, ...rest: unknown[]) => {
  if (isHere(name)) return Reflect.apply(lookup, dns, [name, ...rest]);
  const answer = rest.at(-1) as (error: NodeJS.ErrnoException) => void;
  const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), {
    code: 'ENOTFOUND',
    hostname: name,
  });
  setImmediate(() => answer(error));
  return {};
}) as typeof lookup;

// Also for whoever has imported it by its name.
syncBuiltinESMExports();
