import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { ServerRequestContext } from '#lib/server/http/request-context';
import { changeSettings } from '#lib/testing/database.test-support';

const HTTPS = 'https://gate.test';
const HTTP = 'http://localhost:3000';

const asked = (headers: Record<string, string>) => {
  const request = { headers, socket: { remoteAddress: '127.0.0.1' }, method: 'GET', url: '/' };
  return new ServerRequestContext(request as unknown as IncomingMessage, {} as ServerResponse, 0).language; // biome-ignore format: one line
};

test.each([
  [HTTP, 'language=de', 'ar', 'de'],
  [HTTP, 'theme=dark; language=ar; session=x', 'de', 'ar'],
  [HTTP, 'language=xx', 'de', 'de'],
  [HTTP, 'mylanguage=ar', 'de', 'de'],
  [HTTPS, '__Host-language=de', 'ar', 'de'],
  // What a neighbouring host can set counts for nothing.
  [HTTPS, 'language=ar', 'de', 'de'],
  [HTTPS, 'language=ar; __Host-language=de', 'en', 'de'],
  [HTTPS, '', 'de-CH', 'de'],
  [HTTPS, '', '', 'en'],
])(
  '%s with the cookie "%s" and Accept-Language "%s" is answered in %s',
  (APP_URL, cookie, accept, is) => {
    changeSettings({ APP_URL, SMTP_URL: 'smtps://mail.test', MAIL_FROM: 'gate@gate.test', METRICS_TOKEN: 'x'.repeat(32) }); // biome-ignore format: one line
    expect(asked({ cookie, 'accept-language': accept })).toBe(is);
  },
);
