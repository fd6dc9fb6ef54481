import { isInApi, isOwnAddress } from '#lib/product/own-addresses';
import { bytes, type Route } from '#lib/product/route';
import { ROUTES } from '#lib/product/routes';

/** A form that sends files sends its other fields along, and says where each begins. */
const AROUND_FILES = 64 * 1024;

/** A declared route as the front door reads it. */
export type FoundRoute = Route & {
  /** How many bytes may be sent there; undefined where the route says nothing of that. */
  limit: number | undefined;
};

const FOUND = ROUTES.map((route) => ({
  at: patternOf(route.path),
  ...route,
  limit: limitOf(route),
}));

/**
 * What is declared for this path, as it was sent; null where nothing is, and where a slash is written as %2F: then it is
 * not sure that everybody reads the same path. A path that begins with `[name]` fits much: the addresses of Gatehouse itself
 * it never gets, and in /api/v1, which takes JSON, neither files nor webhooks.
 */
export function routeAt(path: string, decoded: string): FoundRoute | null {
  if (/%2f/i.test(path) || isOwnAddress(decoded)) return null;
  const isApi = isInApi(decoded);
  const fits = ({ at, files, webhook }: (typeof FOUND)[number]) =>
    at.test(decoded) && !(isApi && (files || webhook));
  return FOUND.find(fits) ?? null;
}

/** Whether files are sent anywhere: they take longer than forms. */
export const takesFiles = ROUTES.some(({ files }) => files !== undefined);

function patternOf(path: string): RegExp {
  const parts = path
    .replace(/\/\*$/, '')
    .split('/')
    .map((part) => (part.startsWith('[') ? '[^/]+' : part.replace(/[.~]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}${path.endsWith('/*') ? '(/.*)?' : '/?'}$`, 's');
}

function limitOf({ body, files, webhook }: Route): number | undefined {
  if (files) return bytes(files.each) * (files.most ?? 1) + AROUND_FILES;
  if (webhook && !body) return bytes('256 KB');
  return body && bytes(body);
}
