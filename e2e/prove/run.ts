import { chromium } from '@playwright/test';
import { findBrowser } from '../../lib/command/browser.mjs';
import { untouched } from './sweep.ts';
import { walkEverywhere } from './walk.ts';
import { newWorld } from './world.ts';

const started = performance.now();
const say = (what: string) =>
  process.stdout.write(
    `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}\n`,
  );

const world = await newWorld();
const browser = await chromium.launch({
  executablePath: (await findBrowser()) ?? '',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
  ],
});
try {
  say('ready');
  const segments = await walkEverywhere(world, browser, say);
  console.log(untouched(world, segments));
  for (const { setCookies } of world.wire.exchanges)
    for (const line of setCookies) await world.secrets.addCookie(line);
  const before = performance.now();
  for (const exchange of world.wire.exchanges) {
    const who = exchange.who;
    world.evidence.add(
      { place: 'body', text: exchange.body },
      `${who} ${exchange.method} ${exchange.path}`,
    );
  }
  world.evidence.add({ place: 'server log', text: world.server.output() }, 'log');
  console.log(
    world.secrets.all().length,
    world.evidence.counts(),
    world.evidence.different(),
    world.evidence.bytes,
  );
  console.log(world.evidence.search(world.secrets.all()));
  console.log('search', performance.now() - before, world.looks);
} finally {
  await browser.close();
  await world.close();
}
