import { expect, test } from 'vitest';
import { accountExistsMail, signUpCodeMail } from '#lib/accounts/mails';
import { writeMail } from '#lib/mail/template';
import { changeSettings, from } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

const mail = (more: Partial<Parameters<typeof writeMail>[0]> = {}) =>
  writeMail({
    template: 'a-mail',
    subject: 'Something happened',
    says: ['This is what happened.'],
    facts: [['With', 'Firefox on Linux']],
    otherwise: 'If this was not you, do nothing.',
    site: 'https://app.acme.test',
    ...more,
  });
const withFact = (value: string) => mail({ facts: [['With', value]] });

test('the text and the page say the same', () => {
  const { text, html } = mail({ code: '012345' });
  for (const words of ['This is what happened.', '012345', 'Firefox on Linux', 'do nothing.']) {
    expect(text).toContain(words);
    expect(html).toContain(words);
  }
  expect(text).not.toContain('<');
});

test.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><a href=x>', "' onx='"])(
  'markup in what somebody else chose stays text: %s',
  (value) => {
    const { html } = withFact(value);
    expect(html).not.toContain(value);
    expect(html).not.toMatch(/<(script|img|a)[ >]/);
  },
);

test.each([
  'https://evil.test/login',
  'evil.test',
  'http://evil.test:80',
  'mail me@evil.test',
  'www.evil.test',
])('%s in what somebody else chose is nothing a mail program makes a link of', (value) => {
  const { html } = withFact(value);
  expect(html).not.toContain('evil.test');
  expect(html).not.toMatch(/https?:\/\/evil/);
  expect(html).not.toMatch(/me@evil/);
  expect(html).not.toContain('href');
});

test('a line break, a turn of direction or an invisible letter cannot start something new', () => {
  const { text, html } = withFact('x\r\nCode: 999999\n\n\u202eevil\u200b\u2028\u0000');
  expect(text).not.toMatch(/^Code: 999999/m);
  for (const body of [text, html.replaceAll('&#8203;', '')])
    expect(body).not.toMatch(/[\u202e\u200b\u2028]|\p{Cc}(?<!\n)/u);
});

test('a subject is one line, whatever it was made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { subject } = mail({ subject: `Hello ${text}\r\nBcc: b@x.test` });
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }),
  );
});

test('no mail holds a tag that somebody else wrote', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      const tags = (html: string) => html.match(/<[a-z/!]/gi)?.length;
      expect(tags(withFact(`<${text}<b>`).html)).toBe(tags(withFact('x').html));
    }),
  );
});

test('a mail without a code has no place for one', () => {
  expect(mail().html).not.toContain('letter-spacing');
});

test('the mail with the code says where, when, from where and with what', () => {
  changeSettings({ APP_URL: 'http://localhost:3210' });
  const written = from('198.51.100.7', () => signUpCodeMail('012345'), {
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  });
  expect(written.template).toBe('sign-up-code');
  expect(written.text).toMatch(/^012345$/m);
  expect(written.text).toContain('localhost:3210');
  expect(written.text).toContain('From: 198.51.100.7');
  expect(written.text).toContain('With: Firefox on Linux');
  expect(written.text).toMatch(/^When: \d{1,2} \w+ \d{4} at \d{2}:\d{2} UTC$/m);
});

test('the mail to a person with an account holds no code and leads only to this site', () => {
  const { text, html } = accountExistsMail();
  expect(text).not.toMatch(/\b\d{6}\b/);
  expect(text.match(/https?:\/\/\S+/g)).toEqual([
    'http://localhost:3000/sign-in',
    'http://localhost:3000',
  ]);
  expect(html).not.toContain('href');
});

test('a user agent that claims to be a link appears as a family or not at all', () => {
  const { text, html } = from('198.51.100.7', () => signUpCodeMail('012345'), {
    userAgent: 'https://evil.test/<b>\r\nBcc: b@x.test',
  });
  expect(text + html).not.toContain('evil.test');
  expect(text + html).not.toContain('b@x.test');
});
