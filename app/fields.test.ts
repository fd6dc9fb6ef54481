import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Email, Name, PasskeyName, TypedCode } from '#lib/accounts/fields';
import { DisableReason } from '#lib/admin/fields';
import { OPERATIONS } from '#lib/api/operations';
import { OfferBody } from '#lib/api/schema';
import { TypedDeviceCode } from '#lib/oauth/device';
import { NewClient } from '#lib/oauth/new-client';
import { TokenName } from '#lib/oauth/personal/fields';
import { lineField } from '#lib/product/fields';
import { ALL_THINGS } from '#lib/product/resources';

/** Every rule that reads what people type, with one thing in the form in which it is kept. */
const TYPED: Record<string, [rule: z.ZodType<string, string>, kept: string]> = {
  Email: [Email, 'ada@example.com'],
  Name: [Name, 'Ada Lovelace'],
  PasskeyName: [PasskeyName, 'Blue key'],
  TokenName: [TokenName, 'Nightly backup'],
  Line: [lineField(200).rule, 'Plans for May'],
  TypedCode: [TypedCode, '492013'],
  TypedDeviceCode: [TypedDeviceCode, 'BCDFGHJK'],
  DisableReason: [DisableReason, 'Spam'],
};

/** What is no text that anybody reads: passwords have a rule of their own, the others are chosen or carried. */
const NOT_TEXT = [
  'NewPassword',
  'TypedPassword',
  'TypedFactor',
  'NoCode',
  'NoteText',
  'disableUntil',
  'RoleName',
  'GivenRole',
  'Revision',
];
const CARRIED = [
  'form',
  'note',
  'user',
  'credential',
  'connection',
  'client',
  'sure',
  'answered',
  'password',
  'factor',
  'others',
  'remember',
  'trust',
  'next',
  'timeZone',
  'theme',
  'wish',
  'zone',
];

const HIDDEN = ['\u200b', '\ufeff', '\u00ad', '\u2060', '\u3164', '\u{e0041}', '\u200e', '\u034f'];

test.each(Object.entries(TYPED))('%s keeps what is seen of what is typed', (_, [rule, kept]) => {
  for (const hidden of HIDDEN) {
    expect(rule.parse(`${hidden}${kept}${hidden}`)).toBe(kept);
    if (hidden !== '\u200e')
      expect(rule.parse([...kept].join(hidden)).replaceAll(' ', '')).toBe(kept.replaceAll(' ', ''));
    expect(rule.safeParse(hidden.repeat(9)).success).toBe(false);
  }
  expect(rule.parse(`\u00a0\u3000${kept}\u2003`)).toBe(kept);
  expect(rule.parse(rule.parse(` ${kept} `))).toBe(kept);
});

test.each(['Email', 'Name', 'TypedCode', 'TypedDeviceCode', 'DisableReason'])(
  '%s is the same in full width',
  (name) => {
    const [rule, kept] = TYPED[name]!;
    const wide = kept.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    expect(rule.parse(wide)).toBe(kept);
  },
);

test.each(['Name', 'PasskeyName', 'Line', 'DisableReason'])(
  '%s refuses what turns text around, by its code',
  (name) => {
    const [rule, kept] = TYPED[name]!;
    for (const turning of ['\u202a', '\u202b', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068'])
      for (const typed of [turning + kept, `${kept}${turning}x`, `${turning}${kept}\u2069`])
        expect(rule.safeParse(typed).error?.issues[0]?.message).toBe('turned');
  },
);

test.each([
  ['Name', Name, 100],
  ['PasskeyName', PasskeyName, 60],
  ['Line', lineField(200).rule, 200],
  ['DisableReason', DisableReason, 500],
] as const)('the length of %s is counted in what is kept, in code points', (_, rule, most) => {
  for (const one of ['a', '😀', '漢'])
    for (const hidden of ['', '\u200b']) {
      expect(rule.safeParse(`${one}${hidden}`.repeat(most)).success).toBe(true);
      expect(rule.safeParse(`${one}${hidden}`.repeat(most + 1)).success).toBe(false);
    }
});

test('a program’s name is one, too', () => {
  const named = (name: string) =>
    NewClient.safeParse({ id: 'an-app', name, kind: 'native', redirectUris: [] });
  expect(named(' An\u200b  ａｐｐ ').data?.name).toBe('An app');
  for (const name of ['\u3164', '\u2800', 'app\u202egpj']) expect(named(name).success).toBe(false);
});

test('a code of another length or with other letters is none', () => {
  for (const typed of ['', '12345', '1234567', '12345a', '١٢٣٤٥', 'O00000', '²³⁴⁵⁶⁷8'])
    expect(TypedCode.safeParse(typed).success).toBe(false);
});

/** Names and rules of the fields of every form, as its action writes them down. */
function fieldsOfForms(): [file: string, field: string, rule: string][] {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((file) => join('app', file))
    .filter((file) => /(actions|_forms\/proof)\.ts$/.test(file));
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/z\.object\(\{([^}]*)\}\)/g)].flatMap(
      ([, shape = '']) =>
        [...shape.matchAll(/(\w+): *([\w.]+)/g)].map(
          ([, field = '', rule = '']): [string, string, string] => [file, field, rule],
        ),
    ),
  );
}

test('every field of every form is read by one of these rules, or is no text', () => {
  const fields = fieldsOfForms();
  expect(fields.length).toBeGreaterThan(25);
  const others = fields.filter(
    ([, field, rule]) => !(rule in TYPED) && !NOT_TEXT.includes(rule) && !CARRIED.includes(field),
  );
  expect(others).toEqual([]);
});

/** Fields that the product has in many lines: these keep what is not seen. */
const isLong = (field: string) => ALL_THINGS.some(({ fields }) => fields[field]?.lines === 'many');

test('every text that is sent to the API is read by one of these rules too', () => {
  const bodies = [OfferBody, ...Object.values(OPERATIONS).flatMap(({ body }) => body ?? [])];
  const fields = bodies.flatMap((body) =>
    body instanceof z.ZodObject ? Object.entries<z.ZodType>(body.shape) : [],
  );
  const ofThings = ALL_THINGS.flatMap((of) => Object.keys(of.fields));
  for (const [field, rule] of fields.filter(([name]) => name !== 'role')) {
    expect(['address', ...ofThings]).toContain(field);
    const kept = field === 'address' ? 'ada@example.com' : 'Plans for May';
    expect(rule.parse(isLong(field) ? kept : `\u200b${kept}\ufeff`)).toBe(kept);
  }
});
