const graphemes = new Intl.Segmenter();
/** One of six colours for each account. */
const HUES = 6;

/** What stands for a name in its picture: the first letters of its first and of its last word. */
export function initialsOf(name: string): string {
  const all = name.split(/\s+/).filter(Boolean);
  const words = all.filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first = all[0] ?? '', ...rest] = words;
  return [first, rest.at(-1) ?? ''].map(letterOf).join('');
}

function letterOf(word: string): string {
  const [first] = graphemes.segment(word);
  return first?.segment.toUpperCase() ?? '';
}

/** The colour of somebody's picture, 1 to 6: always the same for the same id. */
export function hueOf(id: string): number {
  let mixed = 0;
  for (const letter of id) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) >>> 0;
  return (mixed % HUES) + 1;
}
