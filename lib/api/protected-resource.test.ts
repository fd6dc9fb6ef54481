import { expect, test } from 'vitest';
import { protectedResource, protectedResourceAddress } from '#lib/api/protected-resource';
import { apiAudience } from '#lib/oauth/access-token';
import { changeSettings } from '#lib/testing/database.test-support';

test('the document says of which resource it is, and its address is made of that (RFC 9728 3.1, 3.3)', () => {
  changeSettings({ APP_URL: 'https://gate.example.org', SMTP_URL: 'smtps://mail.example.org', MAIL_FROM: 'gate@example.org' }); // biome-ignore format: one line
  const about = protectedResource();
  expect(about).toMatchObject({
    resource: apiAudience(),
    authorization_servers: ['https://gate.example.org'],
    bearer_methods_supported: ['header'],
    scopes_supported: expect.arrayContaining(['account:read', 'sessions']),
  });
  const { origin, pathname } = new URL(about.resource);
  expect(protectedResourceAddress()).toBe(
    `${origin}/.well-known/oauth-protected-resource${pathname}`,
  );
});
