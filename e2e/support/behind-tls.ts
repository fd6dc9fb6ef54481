import { startMailServer } from '#e2e/support/mail-server';
import type { TestServer } from '#e2e/support/server';
import { test as base } from '#e2e/support/story';
import { startTlsProxy } from '#e2e/support/tls-proxy';
import { startSite } from '#e2e/support/two-nodes';

type MailServer = Awaited<ReturnType<typeof startMailServer>>;

type Deployment = {
  front: Awaited<ReturnType<typeof startTlsProxy>>;
  mails: MailServer;
  server: TestServer;
};

/** The two ways in which proxies tell which host was asked for; whether that is apart from Host. */
export const HOSTS = {
  'passes the host on': false,
  'names the host in X-Forwarded-Host': true,
};

/** The test of a story on a site as it is deployed: https under a name, a proxy in front, real mail. */
export const test = base.extend<object, Deployment>({
  front: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
    async ({}, use) => {
      const front = await startTlsProxy();
      await use(front);
      await front.close();
    },
    { scope: 'worker' },
  ],
  mails: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
    async ({}, use) => {
      const mails = await startMailServer();
      await use(mails);
      await mails.close();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ front, mails, nodes }, use) => {
      const server = await startSite(nodes, { APP_URL: front.url, ...mails.settings });
      front.standBefore(server.port);
      await use(server);
      await server.remove();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, front }, use) =>
      use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...front.chromium] }),
    { scope: 'worker' },
  ],
  // The proxy says who is calling.
  extraHTTPHeaders: {},
});

/** The six digits of the latest mail to an address, once it has arrived. */
export async function mailedCode(mails: MailServer, to: string): Promise<string> {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const mail = mails.arrived.findLast((arrived) => arrived.to === to);
    const code = mail?.text.match(/^\s*(\d{6})\s*$/m)?.[1];
    if (code) return code;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`No code was mailed to ${to}`);
}
