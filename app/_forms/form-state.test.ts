import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseForm } from '#forms/form-state';
import { Email } from '#lib/accounts/fields';
import { lineField, linesField } from '#lib/product/fields';

const NoteForm = z.object({
  title: lineField(200, 'title_empty', 'title_long').rule,
  text: linesField(20_000, 'text_long').rule,
});

type Fields = [name: string, value: string | File][];

function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

const read = (fields: Fields) =>
  parseForm(NoteForm, formOf(fields), { keep: ['title', 'text'], lines: ['text'] });

async function refused(fields: Fields) {
  const form = await read(fields);
  if (form.ok) throw new Error('it was taken');
  return form.state;
}

const TITLE: Fields[number] = ['title', 'Keep'];
const TEXT: Fields[number] = ['text', 'PRECIOUS'];
const MARKS = '\u0301'.repeat(40);
const TAKEN_OFF = /taken off below.*sent again/;

// What stands in the form after a refusal is what a person sends next, perhaps without a look.
test.each<[what: string, fields: Fields, shown: { title: string; text: string }]>([
  ['a pasted terminal log', [TITLE, ['text', 'PRECIOUS and \u001b[31mmore\u001b[0m']], { title: 'Keep', text: 'PRECIOUS and [31mmore[0m' }],
  ['a bell', [TITLE, ['text', 'PRECIOUS\u0007']], { title: 'Keep', text: 'PRECIOUS' }],
  ['a letter with 40 accents', [TITLE, ['text', `PRECIOUS a${MARKS}`]], { title: 'Keep', text: `PRECIOUS a${'\u0301'.repeat(30)}` }],
  ['accents that a control character parts', [TITLE, ['text', `a${MARKS.slice(20)}\u0007${MARKS.slice(20)}`]], { title: 'Keep', text: `a${'\u0301'.repeat(30)}` }],
  ['half a character', [TITLE, ['text', 'PRECIOUS\ufffd\nand more']], { title: 'Keep', text: 'PRECIOUS\nand more' }],
  ['a title of two lines', [['title', 'Keep\r\nthis'], TEXT], { title: 'Keep this', text: 'PRECIOUS' }],
  ['a title with a bell', [['title', 'Keep\u0007'], TEXT], { title: 'Keep', text: 'PRECIOUS' }],
  ['a title with 40 accents on a letter', [['title', `Kee${MARKS}p`], TEXT], { title: `Kee${'\u0301'.repeat(30)}p`, text: 'PRECIOUS' }],
  ['a title that turns text around', [['title', '\u202eKeep\u2066'], TEXT], { title: 'Keep', text: 'PRECIOUS' }],
])('%s comes back without what cannot be kept, which is said, and is taken so', async (_, fields, shown) => {
  const { problems, values } = await refused(fields);
  expect(values).toEqual(shown);
  expect(problems).toEqual([expect.objectContaining({ text: expect.stringMatching(TAKEN_OFF) })]);
  expect((await read(Object.entries(shown))).ok).toBe(true);
}); // biome-ignore format: one line each

test.each<[what: string, fields: Fields, shown: { title: string; text: string }]>([
  ['too long a title', [['title', 'a'.repeat(20_001)], TEXT], { title: 'a'.repeat(20_001), text: 'PRECIOUS' }],
  ['too long a text', [TITLE, ['text', 'a'.repeat(20_001)]], { title: 'Keep', text: 'a'.repeat(20_001) }],
  ['two titles', [TITLE, ['title', 'Another'], TEXT], { title: 'Keep Another', text: 'PRECIOUS' }],
  ['the same title twice', [TITLE, TITLE, TEXT], { title: 'Keep', text: 'PRECIOUS' }],
  ['two texts', [TITLE, TEXT, ['text', 'AND THIS']], { title: 'Keep', text: 'PRECIOUS\nAND THIS' }],
])('%s: all that was typed comes back', async (_, fields, shown) => {
  const { problems, values } = await refused(fields);
  expect(values).toEqual(shown);
  expect(JSON.stringify(problems)).not.toMatch(TAKEN_OFF);
}); // biome-ignore format: one line each

test('what turns text around stays where nothing is wrong, and in a text', async () => {
  const text = 'a \u2067\u05d0\u2069 b';
  const title = '\u202eKeep';
  expect((await read([TITLE, ['text', text]])).ok).toBe(true);
  expect((await refused([['title', ''], ['text', text]])).values).toEqual({ title: '', text }); // biome-ignore format: one line
  const { values } = await refused([['title', title], ['text', 'a\u0007']]); // biome-ignore format: one line
  expect(values).toEqual({ title, text: 'a' });
});

test('a file in the place of a text is left out, so that what is stored stays', async () => {
  const file = new File(['x'], 'a.txt');
  for (const sent of [[file], [file, 'PRECIOUS']])
    expect((await refused([TITLE, ...sent.map((one): Fields[number] => ['text', one])])).values).toEqual({ title: 'Keep' }); // biome-ignore format: one line
});

test('what is not to be shown again never is, readable or not', async () => {
  const schema = z.object({ email: Email, password: z.string() });
  const form = await parseForm(
    schema,
    formOf([
      ['email', 'ada\u0007@example.com'],
      ['password', 'secret\u0007'],
    ]),
    { keep: ['email'] },
  );
  if (form.ok) throw new Error('it was taken');
  expect(form.state.values).toEqual({ email: 'ada@example.com' });
  expect(JSON.stringify(form.state)).not.toContain('secret');
  expect(form.state.problems?.[1]?.text).not.toMatch(TAKEN_OFF);
});
