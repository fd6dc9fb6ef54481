import { globSync, readFileSync } from 'node:fs';
import { en } from '#texts/en/index';

type Use = { path: string; source: string };

/** Every file of ours that may say something. */
export const speakers = (): Use[] =>
  globSync('{app,lib,texts}/**/*.{ts,tsx}')
    .filter((path) => !/\.test(-support)?\.tsx?$|^texts\/\w+\//.test(path))
    .map((path) => ({ path, source: readFileSync(path, 'utf8') }));

/** Every sentence there is, as `feature.name`. */
export const allKeys = () =>
  Object.entries(en).flatMap(([feature, sentences]) =>
    Object.keys(sentences).map((name) => `${feature}.${name}`),
  );

/**
 * Whether a sentence is said somewhere: by its whole key; by its name, in a file that has the sentences of its
 * feature; by a code that the compiler knows to be one of its feature; or by one that was stored, which its own test
 * knows.
 */
export function isSaid(key: string, uses: Use[]): boolean {
  const [feature = '', name = ''] = key.split('.');
  const whole = new RegExp(`['"\`]${feature}\\.${name}['"\`]`);
  const coded = new RegExp(`\`${feature}\\.(\\w*)\\$\\{`, 'g');
  const has = new RegExp(
    `Texts\\['${feature}'\\]|textsOf\\('${feature}'\\)${feature === 'common' ? '|useCommonText\\(' : ''}`,
  );
  const named = new RegExp(`\\b${name}\\b`);
  return uses.some(
    ({ source }) =>
      whole.test(source) ||
      [...source.matchAll(coded)].some(([, begin = '']) => name.startsWith(begin)) ||
      (has.test(source) && named.test(source)) ||
      (/sayKnown\(/.test(source) && source.includes(`'${feature}'`)),
  );
}
