import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fontFaces } from '#lib/server/http/fonts';

const TEXT = 'atkinson_hyperlegible_next_latin_wght_normal.p.1o9o6__l__p-w.woff2';
const DISPLAY = 'bricolage_grotesque_latin_wght_normal.p.1iqnhac4m3hwo.woff2';
const OTHERS = ['atkinson_hyperlegible_next_latin_ext_wght_normal.06a.woff2', 'icon.3df.svg'];

function built(files: string[]): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'gatehouse-')), 'media');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, file), '');
  return folder;
}

test('each font is named as the build calls its file, from this site, and for the variable of the look', () => {
  const faces = fontFaces(built([...OTHERS, DISPLAY, TEXT]));
  expect(faces).toContain(`font-family:"--gatehouse-text";src:url(/_next/static/media/${TEXT})`);
  expect(faces).toContain(
    `font-family:"--gatehouse-display";src:url(/_next/static/media/${DISPLAY})`,
  );
  expect(faces.match(/url\(/g)).toHaveLength(2);
  const look = readFileSync('app/styles.css', 'utf8');
  const layout = readFileSync('app/layout.tsx', 'utf8');
  for (const [, variable = ''] of faces.matchAll(/:root\{(--[\w-]+):/g)) {
    expect(look).toContain(`var(${variable}, `);
    expect(layout).toContain(`variable: '${variable}'`);
  }
});

test('what is not built has no font of ours, and a name that no build makes is not written', () => {
  expect(fontFaces('/nowhere/at/all')).toBe('');
  expect(fontFaces(built([TEXT.replace('.p.', ').p.')]))).toBe('');
});
