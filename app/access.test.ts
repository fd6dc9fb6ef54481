import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OPEN_DOORS } from '#lib/product/open-doors';
import { allEntryPoints, appFiles, findEntryPoints } from '#lib/testing/entry-points.test-support';

/**
 * What may be asked for without a session, each with its reason. Everything else in app/ that answers a
 * request asks `requireViewer` before it does anything.
 */
const OPEN: Record<string, string> = {
  'app/page.tsx HomePage': 'says what this is, to everybody',
  'app/(auth)/sign-in/page.tsx SignInPage': 'is how one gets a session',
  'app/(auth)/sign-in/actions.ts signInAction': 'is how one gets a session',
  'app/(auth)/sign-in/code/page.tsx SignInCodePage': 'is how one gets a session',
  'app/(auth)/sign-in/code/actions.ts mailCodeAction': 'is how one gets a session',
  'app/(auth)/sign-in/code/verify/page.tsx SignInCodeVerifyPage':
    'asks for the sealed flow of this browser',
  'app/(auth)/sign-in/code/verify/actions.ts signInByCodeAction':
    'asks for the sealed flow of this browser',
  'app/(auth)/sign-in/code/verify/actions.ts resendSignInCodeAction':
    'asks for the sealed flow of this browser',
  'app/(auth)/sign-in/second-factor/page.tsx SecondFactorPage':
    'asks for the challenge of this browser',
  'app/(auth)/sign-in/second-factor/actions.ts verifyFactorAction':
    'asks for the challenge of this browser',
  'app/(auth)/sign-in/passkey/route.ts POST':
    'gives a challenge to be signed; without a passkey of somebody it opens nothing',
  'app/(auth)/sign-in/second-factor/passkey/route.ts POST':
    'asks for the challenge of this browser',
  'app/(auth)/sign-in/with/[provider]/route.ts POST':
    'begins a way to a provider for this browser; it opens nothing',
  'app/(auth)/sign-in/leaving/[flow]/page.tsx LeavingPage': 'asks for the secret of this browser',
  'app/(auth)/sign-in/company/[domain]/page.tsx CompanyPage':
    'says of a domain by which provider its people sign in, and nothing of anybody',
  'app/(auth)/sign-in/finish/[flow]/page.tsx FinishPage': 'asks for the secret of this browser',
  'app/(auth)/sign-in/finish/[flow]/actions.ts finishAction': 'asks for the secret of this browser',
  'app/callback/[provider]/route.ts GET':
    'is how one gets a session: asks for the secret of this browser, and the state that it was given',
  'app/callback/[provider]/route.ts POST':
    'copies what a provider posts into an address, and reads no cookie',
  'app/callback/[provider]/logout/route.ts POST':
    'reads a token that the provider has signed, and no cookie; it only ends sessions',
  'app/(auth)/sign-up/page.tsx SignUpPage': 'is how one gets an account',
  'app/(auth)/sign-up/actions.ts signUpAction': 'is how one gets an account',
  'app/(auth)/sign-up/verify/page.tsx VerifyPage': 'asks for the sealed flow of this browser',
  'app/(auth)/sign-up/verify/actions.ts verifyAction': 'asks for the sealed flow of this browser',
  'app/(auth)/sign-up/verify/actions.ts resendAction': 'asks for the sealed flow of this browser',
  'app/(auth)/forgot-password/page.tsx ForgotPasswordPage': 'is how one gets back in',
  'app/(auth)/forgot-password/actions.ts forgotPasswordAction': 'is how one gets back in',
  'app/(auth)/reset-password/page.tsx ResetPasswordPage':
    'asks for the sealed flow of this browser',
  'app/(auth)/reset-password/actions.ts resetPasswordAction':
    'asks for the sealed flow of this browser',
  'app/(auth)/reset-password/actions.ts resendResetAction':
    'asks for the sealed flow of this browser',
  'app/(auth)/sign-in/recover/page.tsx RecoverPage': 'is how one gets back in',
  'app/(auth)/sign-in/recover/actions.ts recoverAction': 'is how one gets back in',
  'app/(auth)/sign-in/recover/verify/page.tsx RecoverCodePage':
    'asks for the sealed flow of this browser',
  'app/(auth)/sign-in/recover/verify/actions.ts completeRecoverAction':
    'asks for the sealed flow of this browser',
  'app/(auth)/sign-in/recover/verify/actions.ts resendRecoverAction':
    'asks for the sealed flow of this browser',
  'app/.well-known/change-password/route.ts GET': 'only says where the page is, which asks',
  'app/.well-known/security.txt/route.ts GET': 'says to whom a weakness is told',
  'app/.well-known/jwks.json/route.ts GET':
    'gives the public keys that anybody verifies tokens with',
  'app/.well-known/oauth-authorization-server/route.ts GET':
    'says what programs may ask, and where',
  'app/.well-known/openid-configuration/route.ts GET': 'says what programs may ask, and where',
  'app/.well-known/oauth-protected-resource/api/v1/route.ts GET':
    'says where programs get tokens for the API',
  'app/oauth/[...path]/route.ts GET':
    'is the authorization server, which checks each program itself',
  'app/oauth/[...path]/route.ts POST':
    'is the authorization server, which checks each program itself',
  'app/oauth/logout/route.ts GET':
    'ends the session of this browser where a site shows which one it means; else it leads to a page',
  'app/oauth/logout/route.ts POST': 'copies what a site asks into an address, and reads no cookie',
  'app/oauth/logout/asked/page.tsx LogoutPage':
    'asks a person who is signed in whether to sign out, and tells others that nobody is',
  'app/oauth/problem/page.tsx OauthProblemPage':
    'says that a program asked wrongly, to the person it sent',
  'app/session/alive/route.ts GET': 'tells a page that lies open whether its session still lives',
  'app/session/watch/route.ts GET':
    'tells a page that lies open when its session ends, and nothing else',
  'app/api/v1/openapi.json/route.ts GET': 'describes the API, and says nothing of anybody',
  'app/dev/mailbox/page.tsx MailboxPage':
    'asks mayReadMailbox: the key of this start, captured mail only',
  'app/health/live/route.ts GET': 'tells a supervisor that the process answers, and nothing else',
  'app/health/ready/route.ts GET': 'tells a supervisor which part fails, and nothing else',
  'app/audit/checkpoint/route.ts GET': 'asks for WITNESS_TOKEN, or this machine',
  'app/metrics/route.ts GET': 'asks for METRICS_TOKEN, or this machine',
  'app/reports/csp/route.ts POST': 'takes what browsers report without a session, and only logs it',
  'app/sign-out/route.ts POST': 'ends a session; without one nothing happens',
};

/** Those of Gatehouse, and those that the product names. */
const ALLOWED = { ...OPEN, ...OPEN_DOORS };
const LAYOUTS = /\/layout\.tsx$/;
const doors = allEntryPoints().map(({ act, ...door }) => ({ ...door, asks: act !== null }));

test('every page, action and endpoint asks who is calling first, or says here why not', () => {
  const closed = doors.filter(({ path, name }) => !(`${path} ${name}` in ALLOWED));
  expect(closed.filter(({ asks }) => !asks)).toEqual([]);
  expect(closed.length).toBeGreaterThan(0);
});

test('the exceptions are real: each one is there and indeed does not ask', () => {
  const open = doors.filter(({ asks }) => !asks).map(({ path, name }) => `${path} ${name}`);
  expect(open.sort()).toEqual(Object.keys(ALLOWED).sort());
  for (const reason of Object.values(ALLOWED)) expect(reason.length).toBeGreaterThan(15);
});

test('every action, and every endpoint a form is sent to, asks for whom the form was made, or says above why not', () => {
  const takesForms = doors.filter(
    ({ kind, name }) => kind === 'actions' || (kind === 'route' && !/^(GET|HEAD)$/.test(name)),
  );
  const forAnybody = takesForms.filter(({ isForSender }) => !isForSender);
  expect(
    forAnybody.map(({ path, name }) => `${path} ${name}`).filter((one) => !(one in ALLOWED)),
  ).toEqual([]);
  expect(takesForms.length).toBeGreaterThan(forAnybody.length + 20);
});

test('no layout reads anything: it is not asked again when one moves between its pages', () => {
  for (const path of appFiles().filter((one) => LAYOUTS.test(one)))
    expect(readFileSync(path, 'utf8')).not.toMatch(
      /#lib\/(?!env|front|product\/brand|session\/theme)/,
    );
});

const asks = "  const viewer = await requireViewer('account:read');\n";
test.each([
  ['a page that asks', 'app/x/page.tsx', `export default async function XPage() {\n${asks}}`, []],
  ['a page that does not', 'app/x/page.tsx', 'export default function XPage() {\n}', ['XPage']],
  [
    'a page that asks too late',
    'app/x/page.tsx',
    `export default async function XPage() {\n  const notes = await listNotes();\n${asks}}`,
    ['XPage'],
  ],
  [
    'a page that does not wait for the answer',
    'app/x/page.tsx',
    "export default async function XPage() {\n  requireViewer('account:read');\n}",
    ['XPage'],
  ],
  [
    'a page that asks without an act',
    'app/x/page.tsx',
    'export default async function XPage() {\n  const viewer = await requireViewer();\n}',
    ['XPage'],
  ],
  [
    'a page that only says it asks',
    'app/x/page.tsx',
    "export default async function XPage() {\n  // await requireViewer('account:read');\n}",
    ['XPage'],
  ],
  [
    'a page with wide parameters that asks',
    'app/x/page.tsx',
    `export default async function XPage({\n  params,\n  searchParams,\n}: Props) {\n${asks}}`,
    [],
  ],
  [
    'a page with wide parameters that does not',
    'app/x/page.tsx',
    'export default async function XPage({\n  params,\n}: Props) {\n  return params;\n}',
    ['XPage'],
  ],
  [
    'a page whose neighbour asks in its place',
    'app/x/page.tsx',
    `export default function XPage() {\n  return null;\n}\n\nasync function other() {\n${asks}}`,
    ['XPage'],
  ],
  [
    'one action of two that does not',
    'app/x/actions.ts',
    `'use server';\n\nexport async function good() {\n${asks}}\n\nexport async function bad() {\n  return 1;\n}`,
    ['bad'],
  ],
  [
    'an action that is a constant',
    'app/x/do.ts',
    "'use server';\n\nexport const bad = async () => {\n  return 1;\n};",
    ['bad'],
  ],
  [
    'an action inside a component',
    'app/x/button.tsx',
    "export function Button() {\n  async function act() {\n    'use server';\n    await end();\n  }\n}",
    ['Button'],
  ],
  ['an endpoint', 'app/x/route.ts', 'export const GET = () => Response.json({});', ['GET']],
  [
    'methods of the API that name operations which ask',
    'app/api/x/route.ts',
    'export const { GET, POST, PUT, PATCH, DELETE } = resource({\n  GET: sessionOperations.listSessions,\n});',
    [],
  ],
  [
    'methods of the API on a thing that name operations which ask',
    'app/api/x/route.ts',
    'const xOperations = operationsOf(xResource);\n\nexport const { GET, POST, PUT, PATCH, DELETE } = resource({\n  GET: xOperations.list,\n});',
    [],
  ],
  [
    'a method of the API on a thing that names no operation',
    'app/api/x/route.ts',
    'const xOperations = operationsOf(xResource);\n\nexport const { GET, POST, PUT, PATCH, DELETE } = resource({\n  GET: xOperations.lists,\n  PUT: made,\n});',
    ['GET', 'PUT'],
  ],
  [
    'a method of the API that names no operation',
    'app/api/x/route.ts',
    'export const { GET, POST, PUT, PATCH, DELETE } = resource({\n  GET: sessionOperations.listSessions,\n  PUT: made,\n});',
    ['PUT'],
  ],
  [
    'a method of the API that is written in another way',
    'app/api/x/route.ts',
    'export const { GET, POST, PUT, PATCH, DELETE } = resource({\n  GET: () => listSessions,\n});',
    ['  GET: () => listSessions,'],
  ],
  [
    'what is exported by name',
    'app/x/route.ts',
    'export { GET } from "./y";',
    ['export { GET } from "./y";'],
  ],
  [
    'a page made by something',
    'app/x/page.tsx',
    'export default made(Page);',
    ['export default made(Page);'],
  ],
])('the check sees %s', (_, path, source, unasked) => {
  const found = findEntryPoints(path, source).filter(({ act }) => act === null);
  expect(found.map(({ name }) => name)).toEqual(unasked);
});

test('the check tells code that asks for whom a form was made from code that does not', () => {
  const read = '  const form = await request.formData().catch(() => null);\n';
  const sender = (form: string) =>
    `  const viewer = await requireSender('account:read', ${form});\n`;
  const source = [
    `export async function GET() {\n${asks}}`,
    `export async function POST(request: Request) {\n${read}${sender('form')}}`,
    `export async function PUT(request: Request) {\n${read}${asks}}`,
    `export async function PATCH(request: Request) {\n  await save();\n${sender('form')}}`,
  ].join('\n\n');
  expect(
    findEntryPoints('app/x/route.ts', source).map(({ name, act, isForSender }) => [
      name,
      act,
      isForSender,
    ]),
  ).toEqual([
    ['GET', 'account:read', false],
    ['POST', 'account:read', true],
    ['PUT', 'account:read', false],
    ['PATCH', null, false],
  ]);
});

test('an endpoint that takes files, as docs/routes.md shows it, asks both; without the second question it does not', () => {
  const shown = readFileSync('docs/routes.md', 'utf8').match(
    /```ts\n(export async function POST.*?receiveFiles.*?)```/s,
  );
  const source = String(shown?.[1]);
  const [door] = findEntryPoints('app/uploads/route.ts', source);
  expect(door).toMatchObject({ name: 'POST', act: 'projects:edit', isForSender: true });
  const unasked = source.replace(/ *const viewer = await requireSender.*\n/, '');
  expect(unasked).not.toBe(source);
  expect(findEntryPoints('app/uploads/route.ts', unasked)).toMatchObject([{ isForSender: false }]);
  const late = source.replace(/ *await requireViewer.*\n/, '');
  expect(findEntryPoints('app/uploads/route.ts', late)).toMatchObject([
    { act: null, isForSender: false },
  ]);
});
