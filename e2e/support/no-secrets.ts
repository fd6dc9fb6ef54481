import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page, Request } from '@playwright/test';
import { type Found, type Needle, searcher } from '#e2e/prove/search';
import { storedSecrets } from '#e2e/prove/stored';
import { STREAM } from './session-stream.ts';
import { expect } from './test.ts';

/** What no page of ours ever holds, no matter for whom: our seals, hashes, tokens and keys. */
const SHAPES =
  /Fe26\.2\*|\$argon2id?\$|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.|-----BEGIN [A-Z ]*PRIVATE KEY/;
/** Which request for consent a page is about: its number is in the address, and opens nothing by itself. */
const OPEN = /(^|-)(asked|oauth-flow|oauth-resume)$/;
/** By these a page tells its own device of the passkeys of the signed-in person, as WebAuthn has it: see docs/prove.md. */
const TO_DEVICE = /\/settings\/passkeys\/(options|accepted)$/;
const OF_PASSKEYS = /^credentials\.(handle|user_handle)$/;
const PASSWORD = /name="(?:_\d+_)?(?:password|current)"\r\n\r\n([^\r\n]{8,})/g;

type Received = [where: string, text: string];

/** An answer that the page left before its end never ends: it is given a moment. */
const ifFinished = (received: Promise<Received>): Promise<Received> =>
  Promise.race([received, sleep(300).then((): Received => ['nowhere', ''])]);

/** Runs in the page: everything that its scripts can reach without asking anybody. */
const HELD = () => ({
  'the document': document.documentElement.outerHTML,
  'its cookies': document.cookie,
  'its storages': JSON.stringify([
    { ...localStorage },
    { ...sessionStorage },
    history.state,
    window.name,
  ]),
  'its address': location.href,
  'its scripts': JSON.stringify((globalThis as { __next_f?: unknown }).__next_f ?? ''),
});

/**
 * Keeps what the pages of some browsers receive, and says whether something secret was among it. Secret are:
 * everything in a column made with `secret()`, every cookie that scripts may not read, every password that was
 * typed, and what is given besides.
 */
export function newSecrecy({ database, url }: { database: string; url: string }) {
  const received: Promise<Received>[] = [];
  const typed = new Set<string>();
  const contexts: BrowserContext[] = [];

  function noteTyped(request: Request) {
    for (const [, password] of (request.postData() ?? '').matchAll(PASSWORD))
      if (password) typed.add(password);
  }

  /** What another site does with its own tokens is not ours to hold back. */
  const isElsewhere = (where: string) => /^http/.test(where) && !where.startsWith(url);

  async function secrets(more: string[]): Promise<Needle[]> {
    // A browser that was closed was looked at before.
    const cookies = await Promise.all(contexts.map((one) => one.cookies().catch(() => [])));
    const hidden = cookies
      .flat()
      .filter(({ httpOnly, name, value }) => httpOnly && value.length > 15 && !OPEN.test(name));
    const stored = storedSecrets(database).flatMap(([kind, values]) =>
      values.map((value) => ({ kind, value })),
    );
    return [
      ...stored,
      ...hidden.map(({ name, value }) => ({ kind: `cookie ${name}`, value })),
      ...[...typed].map((value) => ({ kind: 'password', value })),
      ...more.map((value) => ({ kind: 'given', value })),
    ];
  }

  return {
    on(context: BrowserContext) {
      contexts.push(context);
      context.on('request', noteTyped);
      context.on('response', (response) => {
        if (!/document|fetch|xhr/.test(response.request().resourceType())) return;
        // It lasts as long as its page, and says one word: attacks/watch has all of it.
        if (response.url().endsWith(STREAM)) return;
        const text = response.text().catch(() => '');
        received.push(
          text.then((body) => [response.url(), `${JSON.stringify(response.headers())}\n${body}`]),
        );
      });
    },
    /** Fails when this page holds, or any page of its browsers has received, something secret. */
    async expectNoSecrets(page: Page, more: string[] = []) {
      const held: Record<string, string> = await page.evaluate(HELD).catch(() => ({}));
      const texts = [
        ...(await Promise.all(received.splice(0).map(ifFinished))),
        ...Object.entries(held),
      ];
      const search = searcher(await secrets(more));
      const found = texts.flatMap(([where, text]) => [
        ...search(text)
          .filter(({ needle }) => !(TO_DEVICE.test(where) && OF_PASSKEYS.test(needle.kind)))
          .map(({ needle, encoding }: Found) => `${needle.kind} in ${where} (${encoding})`),
        ...(SHAPES.test(text) && !isElsewhere(where)
          ? [`something that looks like a secret in ${where}`]
          : []),
      ]);
      expect(found, 'nothing secret reaches a page').toEqual([]);
    },
  };
}
