import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NOT_SHOWN } from './not-shown';

const read = (path: string) => readFileSync(path, 'utf8');

/** Every component that app/_ui gives away, by its name. */
const COMPONENTS = globSync('app/_ui/**/*.tsx').flatMap((path) =>
  [
    ...read(path).matchAll(/^export (?:default )?(?:async )?(?:function|const) ([A-Z][a-z]\w*)/gm),
  ].map(([, name = '']) => name),
);
const page = globSync('app/dev/components/*.tsx').map(read).join('\n');
const isShown = (name: string) => new RegExp(`<${name}[\\s/>]`).test(page);

test('each component is shown on /dev/components in its states, or the page says why not', () => {
  expect(COMPONENTS.length).toBeGreaterThan(50);
  expect(COMPONENTS.filter((name) => !isShown(name) && !(name in NOT_SHOWN))).toEqual([]);
});

test('what is said not to be shown is there, and is indeed not shown', () => {
  const odd = Object.keys(NOT_SHOWN).filter((name) => !COMPONENTS.includes(name) || isShown(name));
  expect(odd).toEqual([]);
});

test('no build of production has the page: only development knows files that are called so', async () => {
  expect(globSync('app/dev/components/{page,route,layout}.{ts,tsx}')).toEqual([]);
  for (const [mode, has] of [
    ['production', false],
    ['development', true],
  ] as const) {
    const { default: configure } = await import('../../../next.config.mjs');
    const { pageExtensions } = configure(
      mode === 'development' ? 'phase-development-server' : 'phase-production-build',
    );
    expect([mode, pageExtensions.includes('dev.tsx')]).toEqual([mode, has]);
  }
});
