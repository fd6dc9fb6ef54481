import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { keysFor } from '#lib/crypto/keys';
import { cookieSigner } from '#lib/oauth/cookie-signer';
import { changeSettings } from '#lib/testing/database.test-support';

const [OLD, NEW] = ['o', 'n'].map((letter) => `${letter}R7w2Qk9Zt5Xc1Vb8Nm4Lp6Sd3Fg0HjY_aEu`);

test('a cookie is signed with SHA-256, and each secret that is set still knows its own', () => {
  changeSettings({ SESSION_SECRET: OLD });
  const old = cookieSigner().sign('name=value');
  const [key] = keysFor('oauth-cookie');
  expect(old).toBe(createHmac('sha256', key).update('name=value').digest('hex'));

  changeSettings({ SESSION_SECRET: `${NEW},${OLD}` });
  const signer = cookieSigner();
  expect(signer.index('name=value', old)).toBe(1);
  expect(signer.index('name=value', signer.sign('name=value'))).toBe(0);
  for (const wrong of ['', old.slice(1), `${old}0`])
    expect(signer.verify('name=value', wrong)).toBe(false);
  expect(signer.verify('name=other', old)).toBe(false);

  changeSettings({ SESSION_SECRET: NEW });
  expect(cookieSigner().verify('name=value', old)).toBe(false);
});
