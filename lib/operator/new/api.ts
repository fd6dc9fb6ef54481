import type { NewNames } from '#lib/operator/new/names';

type Answers = Record<string, string>;

/** What each address of the API answers with, by its path below the plural: ID is the thing. */
const ROUTES: Record<string, Answers> = {
  '': { GET: 'list', POST: 'create' },
  'ID/': { GET: 'read', PUT: 'edit', DELETE: 'delete' },
  'ID/access/': { GET: 'listAccess', POST: 'share' },
  'ID/access/[person]/': { PATCH: 'changeRole', DELETE: 'removeShare' },
  'ID/access/me/': { DELETE: 'leave' },
  'ID/offer/': { PUT: 'offer', DELETE: 'withdrawOffer' },
  'ID/offer/accept/': { POST: 'acceptOffer' },
  'ID/offer/decline/': { POST: 'declineOffer' },
};

/** The files of the API of a new resource, by their paths below its plural: all that they answer comes from the declaration. */
export const apiFiles = (names: NewNames): Record<string, string> =>
  Object.fromEntries(
    Object.entries(ROUTES).map(([path, answers]) => [
      `${path.replace('ID', `[${names.kind}]`)}route.ts`,
      routeFile(names, answers),
    ]),
  );

const routeFile = (
  { kind, plural, resource }: NewNames,
  answers: Answers,
) => `import { resource } from '#lib/api/endpoint';
import { operationsOf } from '#lib/api/things';
import { ${resource} } from '#lib/product/${plural}/resource';

const ${kind}Operations = operationsOf(${resource});

export const { GET, POST, PUT, PATCH, DELETE } = resource({
${Object.entries(answers)
  .map(([method, name]) => `  ${method}: ${kind}Operations.${name},`)
  .join('\n')}
});
`;
