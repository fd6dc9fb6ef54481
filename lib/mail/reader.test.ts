import { expect, test } from 'vitest';
import { inMail } from '#lib/mail/circumstances';
import { forReader } from '#lib/mail/reader';
import { setResponse } from '#lib/request/context';
import { from } from '#lib/testing/database.test-support';
import { currentLanguage, inLanguageOf } from '#texts/languages';

const AT = new Date('2026-01-15T23:30:00Z');

test.each([
  ['UTC', '15 January 2026 at 23:30 UTC'],
  ['', '15 January 2026 at 23:30 UTC'],
  ['Nowhere/At-All', '15 January 2026 at 23:30 UTC'],
  ['Europe/Berlin', '16 January 2026 at 00:30 CET'],
  ['Asia/Kathmandu', '16 January 2026 at 05:15 GMT+5:45'],
])('a mail to somebody in "%s" tells the time there', (timeZone, says) => {
  expect(forReader({ timeZone }, () => inMail(AT))).toBe(says);
});

test('a mail to whoever asks tells the time in their zone, one to somebody else in that of the reader', () => {
  from('198.51.100.7', () => {
    expect(inMail(AT)).toContain('23:30 UTC');
    setResponse({ zone: 'Asia/Kathmandu' });
    expect(inMail(AT)).toContain('05:15');
    expect(forReader({ timeZone: 'Europe/Berlin' }, () => inMail(AT))).toContain('00:30');
    expect(forReader({ timeZone: '' }, () => inMail(AT))).toContain('UTC');
  });
});

test('the language of the reader counts where they have said one, else that of whoever asks', () => {
  inLanguageOf({ language: 'de' }, () => {
    expect(forReader({ language: 'ar' }, currentLanguage)).toBe('ar');
    expect(forReader({ language: '' }, currentLanguage)).toBe('en');
    expect(forReader({}, currentLanguage)).toBe('de');
  });
});
