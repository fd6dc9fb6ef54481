/** The lines of a scale from 0 up to at least the most: two to five steps of 1, 2 or 5 times a power of ten. */
export function linesFor(most: number): number[] {
  const rough = Math.max(most, 2) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((by) => by * power).find((one) => one >= rough) ?? 1);
  const count = Math.ceil(Math.max(most, 1) / step);
  return [...Array(count + 1).keys()].map((at) => at * step);
}

/** Of four shades the one for a count: 0 for none, and the others by how near it is to the most. */
export const shadeOf = (count: number, most: number): 0 | 1 | 2 | 3 | 4 =>
  count === 0 ? 0 : (Math.max(1, Math.ceil((count / most) * 4)) as 1 | 2 | 3 | 4);
