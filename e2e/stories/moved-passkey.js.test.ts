import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { moveIn } from '#e2e/support/moving';
import { addAuthenticator, withoutAutofill } from '#e2e/support/passkeys';
import { rows } from '#e2e/support/rows';
import { expect, test } from '#e2e/support/story';
import { newEmail } from '#e2e/support/test';

/** A key as authenticators give it away (COSE, RFC 9053): ES256. */
function newPasskey() {
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  const [id, userHandle] = [randomBytes(32), randomBytes(32)].map((one) =>
    one.toString('base64url'),
  );
  return { id: String(id), userHandle: String(userHandle), key, cose: cose.toString('base64') };
}

test('a passkey of the old place signs in here, twice', { tag: '@long' }, async ({
  page,
  server,
}) => {
  const [passkey, email] = [newPasskey(), newEmail('moved')];
  const row = {
    credentialID: passkey.id,
    publicKey: passkey.cose,
    counter: 0,
    deviceType: 'multiDevice',
    backedUp: true,
    transports: 'internal',
    name: 'Phone',
  };
  const person = { email, name: 'Mo', emailVerified: true, passkeys: [row] };
  const options = ['--from', 'better-auth', '--passkeys-of', 'localhost'];
  expect(await moveIn(server, [person], ...options)).toMatchObject({ made: 1, leftOut: {} });
  const authenticator = await addAuthenticator(page);
  await authenticator.holds(passkey, 'localhost');
  await withoutAutofill(page);
  for (let nth = 0; nth < 2; nth++) {
    await page.goto('/sign-in?next=/settings/passkeys');
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL('**/settings/passkeys');
    await expect(page.locator('.rows li')).toContainText('Phone');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
  }
  const kept = rows(server, 'select user_handle from credentials where handle = ?', passkey.id);
  expect(kept).toEqual([{ user_handle: passkey.userHandle }]);
});
