import type { Statement } from './statement.ts';

const LABEL = 'secrets in the browser';
/** Of the letters of this size, on average. */
const LETTER = 6.6;
const PADDING = 10;

const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const widthOf = (text: string) => Math.round(text.length * LETTER) + 2 * PADDING;

/** A picture of what a signed statement says, and of nothing else: an SVG without scripts, fonts or links. */
export function badgeOf({ predicate }: Statement): string {
  const { result, passedTests, failedTests, leaks, date, of } = predicate;
  const isGood = result === 'PASSED' && of.isClean;
  const all = passedTests.length + failedTests.length;
  const held =
    result === 'PASSED'
      ? `none, ${all} checks hold`
      : `${failedTests.length} of ${all} checks fail, ${leaks} leaks`;
  const said = `${held} · ${date.slice(0, 10)}${of.isClean ? '' : ' · uncommitted'}`;
  const colour = isGood ? '#1a7f37' : result === 'PASSED' ? '#805e00' : '#c4231b';
  const [left, right] = [widthOf(LABEL), widthOf(said)];
  const text = (x: number, words: string) =>
    `<text x="${x}" y="14" text-anchor="middle">${html(words)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${html(`${LABEL}: ${said}`).replaceAll('"', '&quot;')}">
<rect width="${left}" height="20" fill="#3d3d3a"/><rect x="${left}" width="${right}" height="20" fill="${colour}"/>
<g fill="#fff" font-family="system-ui,sans-serif" font-size="11">${text(left / 2, LABEL)}${text(left + right / 2, said)}</g>
</svg>
`;
}
