import { chromium } from '@playwright/test';
import { attackBoth } from './attacks.ts';
import { newWorld } from './world.ts';

const options = { executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] };
const world = await newWorld();
const browser = await chromium.launch(options);
const t = performance.now();
try {
  console.log(
    (await attackBoth(world, browser))
      .map(({ attack, there, here, fellThere, heldHere }) =>
        [attack, there, fellThere, here, heldHere].join(' | '),
      )
      .join('\n'),
  );
} finally {
  console.log(performance.now() - t);
  await browser.close();
  await world.close();
}
