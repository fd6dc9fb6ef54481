import { expect, test } from '@playwright/test';
import { LIGHT, startServer } from '#e2e/support/server';

const PATH = '/.well-known/security.txt';

test('security.txt is there where a contact is set, as plain text, and otherwise it is not', async () => {
  const [silent, told] = await Promise.all([
    startServer(LIGHT),
    startServer({ ...LIGHT, SECURITY_CONTACT: 'mailto:security@acme.test' }),
  ]);
  expect((await fetch(silent.url + PATH)).status).toBe(404);
  const answer = await fetch(told.url + PATH);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(await answer.text()).toMatch(
    /^Contact: mailto:security@acme\.test\nExpires: \d{4}-\d\d-\d\dT00:00:00Z\nCanonical: /,
  );
  await Promise.all([silent.remove(), told.remove()]);
});
