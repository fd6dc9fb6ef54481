import { expect, test } from 'vitest';
import { findSentences, sourcesOf } from '#lib/testing/sentences.test-support';

/** Where no sentence stands in the code: folders and files. */
const WITHOUT = [
  'app/(auth)',
  'app/(product)',
  'app/_forms',
  'app/_ui',
  'app/admin',
  'app/api',
  'app/confirm',
  'app/dashboard',
  // What /dev/components says is for those who develop, and in English.
  'app/dev/mailbox',
  'app/device',
  'app/error.tsx',
  'app/layout.tsx',
  'app/not-found.tsx',
  'app/oauth',
  'app/page.tsx',
  'app/settings',
  'lib/accounts/mails.ts',
  'lib/accounts/strength-worker.ts',
  'lib/accounts/strength.ts',
  'lib/admin',
  'lib/audit',
  'lib/codes',
  'lib/factors',
  'lib/mail/circumstances.ts',
  'lib/oauth/mails.ts',
  'lib/oauth/scopes.ts',
  'lib/permissions',
  'lib/product/fields.ts',
  'lib/product/notes',
  'lib/request',
  'lib/server/http/failure.ts',
  'lib/session',
  'lib/sharing',
  'lib/things',
];

/** What is no word of a language, though it looks like one. */
const NAMES = [
  'Gatehouse',
  'UTC',
  'DEV',
  'CapsLock',
  'NFKC',
  'NFKD',
  'use client',
  'use server',
  'input, textarea',
  'light dark',
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'ETag',
  '/api/v1',
  'NFC',
  'Z',
  'M',
  'AbortError',
  'InvalidStateError',
  '; HttpOnly; SameSite=lax',
  // Fields of what Cognito answers.
  'Users',
  'Attributes',
  'Enabled',
  'UserCreateDate',
];

/** What no page shows: lines for the server's log that a function is given, and outcomes that the code compares. */
const NOT_SHOWN = [
  'lib/audit/tree/grow.ts: the tree of the audit log cannot grow, it was changed: see audit verify',
  'lib/audit/tree/tiles.ts: the tree of the audit log has lost a part: see audit verify',
  'lib/sharing/list-access.ts: took over',
  'lib/session/begin-once.ts: not shared',
  'lib/session/viewer.ts: a dead session could not be noted',
  'lib/session/viewer.ts: a visit could not be noted',
];

const isName = (found: string) =>
  NAMES.some((name) => found.replace(': · ', ': ').endsWith(`: ${name}`));

/** Names of products, the same in every language. */
const PRODUCTS = 'lib/factors/passkey/authenticators.ts: ';

const isShown = (found: string) =>
  !isName(found) && !NOT_SHOWN.includes(found) && !found.startsWith(PRODUCTS);

test('no sentence stands in the code: texts/en has them all', () => {
  const sources = sourcesOf(WITHOUT);
  expect(sources.length).toBeGreaterThan(80);
  const found = findSentences(sources);
  expect(found.length).toBeGreaterThan(5);
  expect(found.filter(isShown)).toEqual([]);
});

/** Lines of a component, and what the check reads in each. */
const LINES: [line: string, ...says: string[]][] = [
  ['<p>Two words</p>', 'Two words'],
  ['<p>{name} left</p>', 'left'],
  ["<p>{isOver ? 'over' : 'not yet'}</p>", 'over', 'not yet'],
  ["<p>{isOver || 'not' + ' yet'}</p>", 'not', 'yet'],
  ['<input aria-label="name" title="its name" />', 'name', 'its name'],
  [`<Field label={isOver ? 'old' : \`new \${name}\`} />`, 'old', 'new'],
  ["<Form submit={['save', 'saving…']} />", 'save', 'saving…'],
  ["<Form intro={<b>Look</b>} note={'Look'} />", 'Look', 'Look'],
  [`<p>{\`\${name} has \${name} left\`}</p>`, 'has', 'left'],
  ["<p>{say('notes.saved', { text: 'By hand' })}</p>", 'By hand'],
  ['<p>{name === \'ada\' && (<b className="big red">·</b>)}</p>'],
  [`<a href={\`/notes?after=\${name}\`} rel="noreferrer" className={\`btn \${name}\`}>{name}</a>`],
  ['<p>Gatehouse</p>', 'Gatehouse'],
];
const VALUES: [line: string, ...says: string[]][] = [
  ["const A = { done: 'Saved.', note: 'not saved' };", 'Saved.', 'not saved'],
  ["const B = ['Newest', 'Older'];", 'Newest', 'Older'],
  [`const C = (name: string) => \`Hello, \${name}\`;`, 'Hello,'],
  [`const D = (name: string) => \`\${name} is here\`;`, 'is here'],
  ["const E = () => { throw new Error('Nobody sees this'); };"],
  ["const H = () => log().info({ event }, 'nobody sees this');"],
  [`const I = (id: string) => sql<number>\`select count from a where id = \${id}\`;`],
  ["type F = 'Not a value';"],
  ["const G = ['account:read', '/settings/data', 'change-email', 'no-store'];"],
];

test('the check reads what people see, and nothing else', () => {
  const planted = {
    'planted.tsx': `export const all = (name: string, isOver: boolean) => [${LINES.map(([line]) => line).join(',\n')}];`,
    'planted.ts': VALUES.map(([line]) => line).join('\n'),
  };
  const says = (path: string, lines: typeof LINES) =>
    lines.flatMap(([, ...texts]) => texts.map((text) => `${path}: ${text}`));
  expect(findSentences([], planted)).toEqual([
    ...says('planted.tsx', LINES),
    ...says('planted.ts', VALUES),
  ]);
});
