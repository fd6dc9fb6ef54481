import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkIn, copySources, runIn, write } from '#lib/testing/copy.test-support';

/** What is written into which file, behind (or, with a "<", before) a text that stands there once. */
type Edits = Record<string, readonly [place: string, text: string]>;

const FIELD: Edits = {
  'drizzle/schema/users.ts': [
    'const profile = {\n',
    "  pronouns: text('pronouns').notNull().default(''),\n",
  ],
  'lib/accounts/profile.ts': [
    'const FIELDS = {\n',
    "  pronouns: z.string().max(40, 'Use at most 40 characters.'),\n",
  ],
  'app/settings/profile/form.tsx': [
    '<<ZoneSelect ',
    '<Field state={state} name="pronouns" label="Pronouns" />\n      ',
  ],
  'lib/request/typed-fields.ts': ['TYPED_FIELDS: Labels = {\n', "  pronouns: () => 'Pronouns',\n"],
};

const NOTICE: Edits = {
  'lib/accounts/mails.ts': [
    "import 'server-only';\n",
    `
export const profileChangedMail = () => ({
  ...passwordChangedMail(),
  template: 'profile-changed',
  subject: env().SITE_MOTTO ?? 'Your profile was changed',
});
`,
  ],
  'lib/accounts/update-profile.ts': [
    '<  await transaction(\n',
    '  await transaction(await post(viewer.user.email, profileChangedMail()));\n',
  ],
};

/** The second of its files is the one where it is used, above. */
const SETTING: Edits = {
  'lib/env.ts': ['const Settings = z.object({\n', '  SITE_MOTTO: z.string().optional(),\n'],
};

const STORY = `import { expect, test } from 'vitest';
import { outbox } from '#drizzle/schema/outbox';
import { TypedProfile } from '#lib/accounts/profile';
import { updateProfile } from '#lib/accounts/update-profile';
import { exportData } from '#lib/assembly/export-data';
import { db } from '#lib/db/client';
import { findViewer } from '#lib/session/store';
import { beginSession, addUser, changeSettings } from '#lib/testing/database.test-support';

test('it is kept, every viewer has it, the download has it, and it is told by mail', async () => {
  changeSettings({ SITE_MOTTO: 'Know thyself' });
  const ticket = await beginSession(await addUser('ada@example.com'));
  const viewer = async () => {
    const found = await findViewer(ticket);
    if (!found) throw new Error('Her session ended.');
    return found.viewer;
  };
  const typed = { name: 'Ada', timeZone: '', theme: 'dark', pronouns: 'she' };
  expect(TypedProfile.safeParse({ ...typed, pronouns: 'x'.repeat(41) }).success).toBe(false);
  await updateProfile(await viewer(), TypedProfile.parse(typed));
  expect((await viewer()).user).toMatchObject(typed);
  const pieces = await Array.fromAsync(await exportData(await viewer()));
  expect(JSON.parse(pieces.join('')).account).toMatchObject(typed);
  const subjects = await db().select({ subject: outbox.subject }).from(outbox);
  expect(subjects).toEqual([{ subject: 'Know thyself' }]);
});
`;

function change(folder: string, edits: Edits) {
  for (const [file, [at, text]] of Object.entries(edits)) {
    const isBefore = at.startsWith('<');
    const place = isBefore ? at.slice(1) : at;
    const [before, after, ...more] = readFileSync(join(folder, file), 'utf8').split(place);
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`${file} has not, or more than once: ${place}`);
    write(folder, file, before + (isBefore ? text + place : place + text) + after);
  }
}

test('a field of the profile is four files, a setting two, a mailed notice two', {
  timeout: 600_000,
}, async () => {
  const used = { ...SETTING, 'lib/accounts/mails.ts': '' };
  expect([FIELD, used, NOTICE].map((edits) => Object.keys(edits).length)).toEqual([4, 2, 2]);
  const folder = copySources();
  for (const edits of [FIELD, SETTING, NOTICE]) change(folder, edits);
  const imports =
    "import { profileChangedMail } from '#lib/accounts/mails';\nimport { post } from '#lib/mail/outbox';\n";
  change(folder, { 'lib/accounts/update-profile.ts': ["import 'server-only';\n", imports] });
  await runIn(
    folder,
    'drizzle-kit/bin.cjs',
    'generate',
    '--config',
    'drizzle/config.ts',
    '--name',
    'pronouns',
  );
  write(folder, 'lib/accounts/costs/story.test.ts', STORY);
  const guards = [
    'app/forms.test.ts',
    'app/fields.test.ts',
    'app/layers.test.ts',
    'lib/floors.test.ts',
  ];
  expect(await checkIn(folder, 'lib/accounts/costs/', ...guards)).toMatch(/story\.test\.ts/);
});
