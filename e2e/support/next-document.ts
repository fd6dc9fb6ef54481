import type { Page, Response } from '@playwright/test';

/** Whether it answers a form. What a page asks for by itself to offer a passkey is none. */
export const answersForm = (response: Response): boolean =>
  response.request().method() === 'POST' &&
  !/\/(passkey|passkeys\/(options|accepted))$/.test(new URL(response.url()).pathname);

/** Does something that leads to another page, or to the same one again, and waits until that is there. */
export async function nextDocument(page: Page, send: () => Promise<unknown>) {
  const [document] = await Promise.all([
    page.waitForResponse(
      (response) =>
        response.request().isNavigationRequest() &&
        response.request().method() === 'GET' &&
        response.frame() === page.mainFrame() &&
        !response.headers()['location'],
    ),
    send(),
  ]);
  await document.finished();
  await page.waitForLoadState('load');
}
