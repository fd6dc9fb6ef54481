import type { KeyObject } from 'node:crypto';
import type { CDPSession, Page } from '@playwright/test';

/** How an authenticator of these tests is built: the one in a device, unless said otherwise. */
type Built = {
  transport?: 'internal' | 'usb';
  isSynced?: boolean;
  isVerified?: boolean;
  hasUserVerification?: boolean;
};

/** A passkey by what its device has of it; id and user handle in base64url. */
type Elsewhere = { id: string; userHandle: string; key: KeyObject };

const base64 = (bytes: string) => Buffer.from(bytes, 'base64url').toString('base64');

/** A virtual authenticator in the browser of a page (Chrome DevTools Protocol). It answers at once. */
export async function addAuthenticator(page: Page, built: Built = {}) {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const {
    transport = 'internal',
    isSynced = true,
    isVerified = true,
    hasUserVerification = true,
  } = built;
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasResidentKey: true,
      hasUserVerification,
      isUserVerified: isVerified,
      automaticPresenceSimulation: true,
      defaultBackupEligibility: isSynced,
      defaultBackupState: isSynced,
    },
  });
  const credentials = async () =>
    (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  return {
    credentials,
    /** Gives it a passkey that was made elsewhere, for this host. */
    holds: ({ id, key, userHandle }: Elsewhere, rpId: string) =>
      cdp.send('WebAuthn.addCredential', {
        authenticatorId,
        credential: {
          rpId,
          credentialId: base64(id),
          userHandle: base64(userHandle),
          privateKey: key.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
          isResidentCredential: true,
          signCount: 0,
          backupEligibility: isSynced,
          backupState: isSynced,
        },
      }),
    /** Whether it answers at once, or waits for a finger that never comes. */
    answers: (enabled: boolean) =>
      cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    /** Whether the finger is the right one. */
    verifies: (isUserVerified: boolean) =>
      cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    lies: (how: { isBogusSignature?: boolean; isBadUV?: boolean }) =>
      cdp.send('WebAuthn.setResponseOverrideBits', { authenticatorId, ...how }),
    remove: () => cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
  };
}

/** Adds a passkey on the page of the account, by its button. */
export async function addPasskey(page: Page) {
  await page.goto('/settings/passkeys');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.locator('.notice[role=status]', { hasText: 'The passkey is added' }).waitFor();
}

/** The field of the address offers no passkey: there is only the button. */
export const withoutAutofill = (page: Page) =>
  page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
