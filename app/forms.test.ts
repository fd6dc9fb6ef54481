import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SECRET_FIELDS } from '#forms/problem';
import { SECRET_LABELS, TYPED_FIELDS } from '#lib/request/typed-fields';
import { isOwn } from '../scripts/own-folders.mjs';

/** What /dev/components shows is sent nowhere, and built for nobody. */
const exclude = ['app/dev/components/**'];
const parts = globSync('app/**/*.tsx', { exclude }).map((path) => ({
  path,
  source: readFileSync(path, 'utf8'),
}));

/** Where a form may be written out, each with its reason. Every other one is made by these. */
const WRITTEN_OUT: Record<string, string> = {
  'app/_ui/form.tsx': 'is the form with fields, and says for whom it is made',
  'app/_ui/button-form.tsx': 'is the form with only a button, and says for whom it is made',
  'app/_ui/post-form.tsx': 'is the form that leads to a new document, and says for whom it is made',
  'app/_ui/provider-form.tsx':
    'has a button for each provider, all of which lead elsewhere, and says for whom it is made',
  'app/_ui/resend-form.tsx': 'asks for another code, and says for whom it is made',
  'app/_ui/search-form.tsx': 'only looks: it is sent with GET',
  'app/admin/audit/filter-form.tsx': 'only looks: it is sent with GET',
  'app/dev/mailbox/recipient.tsx': 'only looks: it is sent with GET',
  'app/admin/users/filter-form.tsx': 'only looks: it is sent with GET',
};

/** What a product writes out is its own: its actions and routes ask for whom a form was made (app/access.test.ts). */
const ofOurs = parts.filter(({ path }) => isOwn(path));

test('every form comes from a part that says for whom it is made, or only looks', () => {
  const written = ofOurs.filter(({ source }) => /<form\b/.test(source));
  expect(written.map(({ path }) => path).sort()).toEqual(Object.keys(WRITTEN_OUT).sort());
  for (const { path, source } of written) {
    const isMarked = /<MadeFor \/>/.test(source);
    const onlyLooks = !/action=\{|method="post"/.test(source);
    expect([path, isMarked || onlyLooks]).toEqual([path, true]);
  }
});

test('every form of a script is sent by what keeps its text, and every button answers while it works', () => {
  const by = (pattern: RegExp) =>
    ofOurs.filter(({ source }) => pattern.test(source)).map(({ path }) => path);
  expect(by(/\buseActionState\b/)).toEqual(['app/_ui/use-act.tsx']);
  expect(by(/<button[^>]*type="submit"/s).sort()).toEqual([
    'app/_ui/search-form.tsx',
    'app/_ui/submit-button.tsx',
    'app/admin/audit/filter-form.tsx',
    'app/admin/users/filter-form.tsx',
    'app/dev/mailbox/recipient.tsx',
  ]);
});

test('every field that is typed in is known by name to what gives text back', () => {
  const named = parts.flatMap(({ source }) =>
    [...source.matchAll(/<(?:Field|TextArea)\b[^>]*?\bname="(\w+)"/gs)].map(([, name]) => name),
  );
  expect(named.length).toBeGreaterThan(5);
  for (const name of [...named, 'email']) expect(Object.keys(TYPED_FIELDS)).toContain(name);
});

test('what is never shown again is the same on both sides, and has the only fields for passwords', () => {
  expect(Object.keys(SECRET_LABELS).sort()).toEqual([...SECRET_FIELDS].sort());
  const hiding = parts.filter(({ source }) => /type=("password"|\{isShown)/.test(source));
  expect(hiding.map(({ path }) => path)).toEqual(['app/_ui/password-field.tsx']);
});
