import { crossProduct } from '#e2e/support/cross-product';
import type { Field } from '#e2e/support/multipart';
import { countRows } from '#e2e/support/rows';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const good = (): Record<string, string> => ({ name: 'Ada', email: newEmail(), password: PASSWORD });

/** Ways to spoil one field, and the sentence that must stand at it. */
const SPOILED: [what: string, spoil: (value: string) => string | Buffer, says: RegExp][] = [
  ['empty', () => '', /Enter your|Choose a password/],
  ['only spaces', () => '   ', /Enter your|at least 15|Choose a password/],
  ['far too long', () => 'x'.repeat(40_000), /This is too long\./],
  [
    'not UTF-8',
    (value) => Buffer.concat([Buffer.from(value), Buffer.from([0xff, 0xfe, 0xc3, 0x28])]),
    /could not be read/,
  ],
  [
    'a lone surrogate',
    (value) => Buffer.concat([Buffer.from(value), Buffer.from([0xed, 0xa0, 0x80])]),
    /could not be read/,
  ],
  ['a NUL', (value) => `${value}\0`, /invisible control characters/],
  ['an escape', (value) => `${value}\x1b[31m`, /invisible control characters/],
  ['a line break', (value) => `${value}\r\nBcc: x@y.test`, /invisible control characters/],
];

const FORMS = [
  ['/sign-up', ['name', 'email', 'password']],
  ['/sign-in', ['email', 'password']],
] as const;

test('a spoiled field gets a sentence and a 4xx, is tied to it, and nothing is written', async ({
  server,
}) => {
  const before = countRows(server);
  for (const [path, names] of FORMS) {
    const form = await newVisitor(server).form(path);
    for (const [[name, [what, spoil, says]], as] of crossProduct(
      crossProduct(names, SPOILED),
      WAYS,
    )) {
      // Which spaces a password has is nobody's business when it is tried.
      if (path === '/sign-in' && name === 'password' && what === 'only spaces') continue;
      const typed = Object.entries(good()).filter(([one]) => names.some((known) => known === one));
      const fields = typed.map(([one, value]): Field => [one, one === name ? spoil(value) : value]);
      const answer = await newVisitor(server).submit(form, fields, as);
      expect(answer.status, `${path} ${name} ${what} ${as}`).toBe(422);
      expect(answer.text, `${path} ${name} ${what}`).toMatch(says);
      expect(answer.text).not.toContain(`"${PASSWORD}"`);
      if (as === 'form') expectTied(answer.text, `${path} ${name} ${what}`);
    }
  }
  expect(countRows(server)).toEqual(before);
});

const WAYS = ['form', 'call'] as const;

/** The problem stands at its field, in the summary and in the title. */
function expectTied(text: string, where: string) {
  expect(text, where).toMatch(/aria-invalid="true"/);
  expect(text, where).toContain('There is a problem');
  expect(text, where).toContain('<title>Error: ');
}

test('what was typed comes back as text, never as markup, and the password never', async ({
  server,
}) => {
  const markup = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  for (const [path] of FORMS) {
    const form = await newVisitor(server).form(path);
    const answer = await newVisitor(server).submit(form, [
      ['name', markup],
      ['email', markup],
      ['password', `${markup}-secret-typed`],
    ]);
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('<script>alert(1)');
    expect(answer.text).not.toContain('<img src=x');
    expect(answer.text).toContain('&lt;script&gt;alert(1)');
    expect(answer.text).not.toContain('secret-typed');
  }
});

const WRONG = 'This is not the code we mailed.';

test('the code field takes six digits however they are written, and refuses everything else', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.askForAccount(newEmail());
  const form = await ada.form('/sign-up/verify');
  const before = countRows(server);
  for (const code of [
    '',
    '12345',
    '1234567',
    'abcdef',
    '-12345',
    '1e5000',
    '0x1234',
    '12 34 5',
    "' or 1=1",
    '{"$ne":1}',
    '[object Object]',
    '123456;123456',
  ]) {
    for (const as of ['form', 'call'] as const) {
      const answer = await ada.submit(form, [['code', code]], as);
      expect(answer.status, code.slice(0, 20)).toBe(422);
      expect(answer.text, code.slice(0, 20)).toContain('Enter the six digits of the code.');
    }
  }
  // Six digits of any script are a code, and a wrong one is a try; what no code can be is not read.
  for (const [code, says] of [
    ['１２３４５６', WRONG],
    ['٠١٢٣٤٥', WRONG],
    ['1'.repeat(50_000), 'This is too long.'],
  ] as const) {
    const answer = await ada.submit(form, [['code', code]]);
    expect([answer.status, answer.text.includes(says)], code.slice(0, 20)).toEqual([422, true]);
  }
  for (const fields of [
    [
      ['code', '123456'],
      ['code', '654321'],
    ],
    [['code', '123456', 'code.txt']],
    [['code', Buffer.from([0xff, 0x31])]],
    [['code', '12345\0']],
  ] as Field[][])
    expect((await ada.submit(form, fields)).status).toBe(422);
  expect(countRows(server)).toEqual(before);
});

test('a body of another kind than our forms send is a 4xx and writes nothing', {
  tag: '@long',
}, async ({ server }) => {
  const before = countRows(server);
  const eve = newVisitor(server);
  const kinds = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data', 'multipart/form-data; boundary=', 'multipart/mixed; boundary=x', 'application/octet-stream', 'text/html', 'nonsense', '']; // biome-ignore format: one list
  const bodies = [
    '',
    '{}',
    '{"email":"a@b.test"}',
    'email=a%40b.test&password=x',
    '<a/>',
    '--x\r\n\r\n',
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
    '\xff\xfe\x00',
    '--x--',
  ];
  for (const type of kinds) {
    for (const body of bodies) {
      for (const path of [
        '/sign-in',
        '/sign-up',
        '/sign-up/verify',
        '/',
        '/dashboard',
        '/nothing',
        '/health/live',
        '/metrics',
        '/dev/mailbox',
      ]) {
        const answer = await eve.post(path, { body, headers: { 'Content-Type': type } });
        expect(answer.status, `${type} ${body} ${path}`).toBeLessThan(500);
        expect(answer.setCookies).toEqual([]);
      }
    }
  }
  expect(countRows(server)).toEqual(before);
});
