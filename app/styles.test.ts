import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COLOURS, DARK_COLOURS } from '#lib/product/brand';

type Rgb = [red: number, green: number, blue: number];
const css = readFileSync('app/styles.css', 'utf8');

const COLOUR = /--([\w-]+): light-dark\(\s*oklch\(([^)]*)\),\s*oklch\(([^)]*)\)\s*\);/g;
const tokens = new Map(
  [...css.matchAll(COLOUR)].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]),
);

/** OKLCH to linear sRGB, as CSS Color 4 has it; what a screen cannot show is clipped. */
function linear(oklch: string): Rgb {
  const [lightness = '', chroma = '', hue = ''] = oklch.trim().split(/\s+/);
  const L = Number.parseFloat(lightness) / 100;
  const angle = (Number.parseFloat(hue) * Math.PI) / 180;
  const a = Number.parseFloat(chroma) * Math.cos(angle);
  const b = Number.parseFloat(chroma) * Math.sin(angle);
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb: Rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return rgb.map((part) => Math.min(1, Math.max(0, part))) as Rgb;
}

/** WCAG 2.2 relative luminance and contrast ratio. */
const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [one, other]
    .map((text) => luminance(linear(text)))
    .sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const TEXT = 4.5;
const PART = 3;
/** What stands on what, and how clearly it must: WCAG 2.2 AA for text, and for parts one has to see. */
const PAIRS: [least: number, front: string, backs: string[]][] = [
  [TEXT, 'ink', ['paper', 'surface', 'danger-bg', 'ok-bg', 'warn-bg']],
  [TEXT, 'ink', ['hue-1', 'hue-2', 'hue-3', 'hue-4', 'hue-5', 'hue-6']],
  [TEXT, 'ink-2', ['paper', 'surface', 'tile']],
  [TEXT, 'brand', ['paper', 'surface']],
  [TEXT, 'on-brand', ['brand', 'brand-hover']],
  [TEXT, 'danger', ['paper', 'surface', 'danger-bg']],
  [TEXT, 'ok', ['ok-bg']],
  [TEXT, 'warn', ['warn-bg']],
  [PART, 'brand', ['tile']],
  [PART, 'chart-good', ['surface']],
  [PART, 'chart-bad', ['surface', 'danger-bg']],
  [PART, 'field', ['paper', 'surface']],
  [PART, 'focus', ['paper', 'surface', 'danger-bg']],
];
/** Only ever an ornament: nobody has to see it to understand or use anything. What shades tell stands beside them in words. */
const ORNAMENT = ['line', 'accent', 'chart-1', 'chart-2', 'chart-3'];

const cases = PAIRS.flatMap(([least, front, backs]) =>
  backs.flatMap((back) =>
    (['light', 'dark'] as const).map((mode) => [front, back, mode, least] as const),
  ),
);

test.each(cases)('%s on %s is clear enough in the %s', (front, back, mode, least) => {
  const [one, other] = [tokens.get(front)?.[mode], tokens.get(back)?.[mode]];
  expect(contrast(one ?? '', other ?? '')).toBeGreaterThanOrEqual(least);
});

test('the look lies in a layer of its own, and its fonts have names that no library has', () => {
  const named = [...css.matchAll(/^@layer ([^;{]+)[;{]/gm)].map(([, names = '']) => names.trim());
  const [order, ...rest] = named;
  expect(order).toBe('theme, base, gatehouse, components, utilities');
  expect(
    rest.flatMap((names) => names.split(', ')).filter((name) => !name.startsWith('gatehouse.')),
  ).toEqual([]);
  expect(
    css.replace(/^@layer [^{]*\{[\s\S]*?^\}/gm, '').replace(/\/\*.*?\*\/|@layer [^;]*;|\s/g, ''),
  ).toBe('');
  for (const path of ['app/styles.css', 'app/layout.tsx', 'lib/server/http/fonts.ts'])
    expect(readFileSync(path, 'utf8'), path).not.toMatch(/--font-/);
});

test('every colour of the look is looked at here', () => {
  const looked = new Set([...ORNAMENT, ...PAIRS.flatMap(([, front, backs]) => [front, ...backs])]);
  expect([...tokens.keys()].sort()).toEqual([...looked].sort());
  expect(tokens.size).toBeGreaterThan(10);
});

test('no text has a colour that is an ornament, and no rule has a colour of its own', () => {
  expect(css).not.toMatch(/\scolor: var\(--(line|accent|field)\)/);
  const [, rules = ''] = css.split('@layer gatehouse.reset {');
  expect(rules).not.toBe('');
  expect(rules).not.toMatch(/oklch\(|#[0-9a-f]{3,8}\b(?!.*\{)|rgba?\(|hsla?\(/i);
});

const hex = (rgb: Rgb) =>
  rgb
    .map((part) => (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055))
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');

test.each([
  ['light', COLOURS],
  ['dark', DARK_COLOURS],
] as const)('mails have the %s colours of the pages', (mode, colours) => {
  const wanted = Object.keys(colours).map((name) => [
    name,
    `#${hex(linear(tokens.get(name)?.[mode] ?? ''))}`,
  ]);
  expect(colours).toEqual(Object.fromEntries(wanted));
});

test('the measure is right: black on white is 21 to 1, and the known greys are what they are', () => {
  expect(contrast('0% 0 0', '100% 0 0')).toBeCloseTo(21, 1);
  // #767676, the lightest grey that may stand on white.
  expect(contrast('56.59% 0 0', '100% 0 0')).toBeCloseTo(4.54, 1);
  // #ff0000 on white.
  expect(contrast('62.8% 0.2577 29.23', '100% 0 0')).toBeCloseTo(4.0, 1);
});
