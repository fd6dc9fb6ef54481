const LITERAL = /(['"`])((?:\\.|(?!\1)[^\n])*)\1\s*,/g;
/** What stands before the title of a test: `test(`, or the last brackets of `test.each(…)(`. */
const CALLED = /(?:\b(?:test|it)(?:\.\w+)?\(|\)\()\s*$/;
/** A call of it, which is in no text: no quote stands before it on its line. */
const NAMED = /^[^'"`\n]*\b(?:test|it)(?:\.(skip|fixme|todo|only))?(?:\.\w+)?\s*(?:<[^>]*>)?\(/gm;
const SHUT = /^\s*(?:test\.)?describe\.(?:skip|fixme)\(/m;
const FARTHEST = 20_000;

/**
 * The titles of the tests in a source file as they are written there, also those of `test.each`, each with whether it
 * is skipped. In a file that skips a whole `describe` all count as skipped.
 */
export function titlesIn(source: string): Map<string, 'runs' | 'skipped'> {
  const code = source.replace(/^\s*\/\/.*$/gm, '');
  const isShut = SHUT.test(code);
  const found = new Map<string, 'runs' | 'skipped'>();
  for (const { index, 2: written = '' } of code.matchAll(LITERAL)) {
    const before = code.slice(Math.max(0, index - FARTHEST), index);
    if (!CALLED.test(before.slice(-200))) continue;
    const called = [...before.matchAll(NAMED)].at(-1);
    if (!called) continue;
    const isSkipped = isShut || /^(skip|fixme|todo)$/.test(called[1] ?? '');
    found.set(written.replaceAll("\\'", "'"), isSkipped ? 'skipped' : 'runs');
  }
  return found;
}
