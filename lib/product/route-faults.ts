import { FILE_TYPES } from '#lib/product/file-types';
import { isInApi, isOwnAddress } from '#lib/product/own-addresses';
import { bytes, type Cors, type Files, type Route } from '#lib/product/route';

const LARGEST_BODY = 16 * 1024 * 1024;
const LARGEST_FILES = 1024 * 1024 * 1024;
const MOST_FILES = 100;

const PATH = /^(\/(\[[a-z][a-z-]*\]|[A-Za-z0-9_.~-]+))+(\/\*)?$|^\/$/;

/** What is wrong with these declarations, a sentence for each. */
export function routeFaults(routes: readonly Route[]): string[] {
  return routes.flatMap((route, at) => {
    const isTwice = routes.findIndex(({ path }) => path === route.path) < at;
    const says = [...pathFaults(route), ...bodyFaults(route), ...corsFaults(route.cors)];
    if (isTwice) says.push('stands there twice: put both into one line.');
    return says.map((fault) => `The route ${route.path} ${fault}`);
  });
}

function* pathFaults({ path, files, webhook }: Route) {
  if (!PATH.test(path))
    yield 'is no path: write /projects, /projects/[project]/files or /projects/*.';
  if (isOwnAddress(path)) yield 'is an address of Gatehouse itself: choose one of your own.';
  if (isInApi(path) && (files || webhook))
    yield 'lies in /api/v1, which takes JSON: put files and webhooks elsewhere.';
}

function* bodyFaults({ body, files, webhook, cors }: Route) {
  if (webhook && cors) yield 'is a webhook, to which no page speaks: take cors away.';
  if (files && (webhook || body)) yield 'takes files: take body and webhook away.';
  if (body && !(bytes(body) <= LARGEST_BODY))
    yield `asks for a body of ${body}: write it as '512 KB' or '4 MB', 16 MB at most. What is larger is a file.`;
  if (files) yield* fileFaults(files);
}

function* fileFaults({ types, each, most = 1 }: Files) {
  const unknown = types.filter((type) => !FILE_TYPES.includes(type));
  if (types.length === 0 || unknown.length > 0)
    yield `takes files of a type that is not known${unknown.map((type) => ` (${type})`).join('')}: there are ${FILE_TYPES.join(', ')}.`;
  if (!Number.isInteger(most) || most < 1 || most > MOST_FILES)
    yield `takes ${most} files at once: 1 to ${MOST_FILES} are possible.`;
  if (!(bytes(each) * most <= LARGEST_FILES))
    yield `takes files of ${each}: write it as '512 KB' or '10 MB', all together 1 GB at most.`;
}

function* corsFaults(cors: Cors | undefined) {
  if (!cors) return;
  if (cors.origins.length === 0) yield 'names no origin: name those whose pages may ask.';
  for (const origin of cors.origins)
    if (!isOrigin(origin))
      yield `names "${origin}", which is no origin: write https://app.acme.test, without a path or a star.`;
  for (const header of cors.headers ?? [])
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(header) || /^cookie$/i.test(header))
      yield `names "${header}", which is no header that a page may send.`;
}

/** By https, or on this machine. */
const isOrigin = (text: string) =>
  !text.includes('*') &&
  URL.canParse(text) &&
  new URL(text).origin === text &&
  /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$))/.test(text);
