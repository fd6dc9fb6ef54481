import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formsOf, type PageForm } from '#e2e/support/http';
import { freePort, LIGHT, startServer, type TestServer } from '#e2e/support/server';
import { test as base, expect, newEmail, PASSWORD } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';
import { Authenticator } from '#lib/testing/passkey.test-support';

/** Every setting that is taken. */
const SETTINGS = ['password', 'code', 'password,passkey', 'password,code', 'passkey,code', 'password,passkey,code']; // biome-ignore format: one line

type Scene = {
  server: TestServer;
  ada: Visitor;
  email: string;
  passkey: Authenticator;
  /** As they were shown where everything was offered. */
  forms: Record<'signIn' | 'code' | 'forgot', PageForm>;
};

const challenge = async (visitor: Visitor) => visitor.download('/sign-in/passkey');
const opens = async (path: string, by: Visitor) => (await by.go(path)).status === 200;

/** Each door that a way in has: what it needs to be offered, and whether it opens. */
const DOORS: Record<string, { needs: string; opens(scene: Scene): Promise<boolean> }> = {
  'a password': {
    needs: 'password',
    async opens({ server, email, forms }) {
      const sent = await newVisitor(server).submit(forms.signIn, [['email', email], ['password', PASSWORD]]); // biome-ignore format: one line
      // Her passkey is asked for behind it, whether passkeys are offered as a way in or not.
      return sent.headers.location === '/sign-in/second-factor';
    },
  },
  'a passkey': {
    needs: 'passkey',
    async opens({ server, passkey, forms }) {
      const visitor = newVisitor(server);
      const { status, text } = await challenge(visitor);
      const asked = status === 200 ? JSON.parse(text) : { challenge: 'x' };
      const sent = await visitor.submit(forms.signIn, [['passkey', passkey.get(asked)]]);
      return sent.setCookies.some((line) => line.startsWith('session='));
    },
  },
  'the challenge of a passkey': {
    needs: 'passkey',
    opens: async ({ server }) => (await challenge(newVisitor(server))).status === 200,
  },
  'another passkey': {
    needs: 'passkey',
    opens: async ({ ada }) => (await ada.download('/settings/passkeys/options')).status === 200,
  },
  'the page of mailed codes': {
    needs: 'code',
    opens: ({ server }) => opens('/sign-in/code', newVisitor(server)),
  },
  'a mailed code, from its page': {
    needs: 'code',
    async opens({ server, forms }) {
      const sent = await newVisitor(server).submit(forms.code, [['email', newEmail()]]);
      return sent.headers.location === '/sign-in/code/verify';
    },
  },
  'a mailed code, from the sign-in page': {
    needs: 'code',
    async opens({ server, forms }) {
      const typed: [string, string][] = [['email', newEmail()], ['instead', 'code']]; // biome-ignore format: one line
      const sent = await newVisitor(server).submit(forms.signIn, typed);
      return sent.headers.location === '/sign-in/code/verify';
    },
  },
  'the page of a forgotten password': {
    needs: 'password',
    opens: ({ server }) => opens('/forgot-password', newVisitor(server)),
  },
  'a reset': {
    needs: 'password',
    async opens({ server, forms }) {
      const sent = await newVisitor(server).submit(forms.forgot, [['email', newEmail()]]);
      return sent.headers.location === '/reset-password';
    },
  },
};

const test = base.extend<object, { scene: Scene }>({
  scene: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'));
      const server = await startServer({ ...LIGHT, PORT: String(await freePort()) }, folder);
      const ada = newVisitor(server);
      const email = await ada.signUp();
      const passkey = new Authenticator({ origin: server.url });
      const asked = JSON.parse((await ada.download('/settings/passkeys/options')).text);
      await ada.submit(await ada.form('/settings/passkeys'), [['passkey', passkey.create(asked)]]);
      const stranger = newVisitor(server);
      const forms = {
        signIn: await stranger.form('/sign-in'),
        code: await stranger.form('/sign-in/code'),
        forgot: await stranger.form('/forgot-password'),
      };
      await server.stop();
      await use({ server, ada, email, passkey, forms });
      await server.remove();
    },
    { scope: 'worker' },
  ],
});

/** What the sign-in page offers to a browser without scripts, and to one that has passkeys. */
function shown(text: string) {
  const [form] = formsOf('/sign-in', text).filter(({ hidden }) =>
    hidden.some(([name]) => name.startsWith('$ACTION')),
  );
  return {
    password: /<input[^>]*type="password"/.test(text),
    passkey: /"takesPasskey":true/.test(text.replaceAll('\\"', '"')),
    code: /<button[^>]*>(?:<[^>]*>)*Email me a code/.test(text),
    reset: text.includes('href="/forgot-password'),
    asksForCode: form?.hidden.some(([name, value]) => name === 'instead' && value === 'code'),
  };
}

for (const setting of SETTINGS) {
  test(`with SIGN_IN_WITH=${setting} only that opens, and only that is shown`, async ({ scene }) => {
    const { port, folder, url } = scene.server;
    const server = await startServer({ ...LIGHT, PORT: String(port), SIGN_IN_WITH: setting }, folder);
    const offered = setting.split(',');
    try {
      expect(server.url).toBe(url);
      const found: string[] = [];
      for (const [door, { opens }] of Object.entries(DOORS))
        if (await opens({ ...scene, server })) found.push(door);
      const wanted = Object.entries(DOORS).filter(([, { needs }]) => offered.includes(needs));
      expect(found).toEqual(wanted.map(([door]) => door));
      const page = await newVisitor(server).go('/sign-in');
      expect([page.status, shown(page.text)]).toEqual([
        200,
        {
          password: offered.includes('password'),
          passkey: offered.includes('passkey'),
          code: offered.includes('code'),
          reset: offered.includes('password'),
          asksForCode: !offered.includes('password'),
        },
      ]);
    } finally {
      await server.stop();
    }
  }); // biome-ignore format: one line
}
