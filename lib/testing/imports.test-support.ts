type Import = { what: string; isTypeOnly: boolean };

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s)?([^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/g;
const LAZY = /\bimport\(\s*['"]([^'"]+)['"]/g;

/** What a source file imports, and whether only types of it: those are gone before anything runs. */
export function importsOf(source: string): Import[] {
  const fixed = [...source.matchAll(IMPORT)].map(([, type, names = '', what = '']) => ({
    what,
    isTypeOnly: type !== undefined || isAllTypes(names),
  }));
  const lazy = [...source.matchAll(LAZY)].map(([, what = '']) => ({ what, isTypeOnly: false }));
  return [...fixed, ...lazy];
}

function isAllTypes(names: string): boolean {
  const list = names.match(/^\s*\{([^}]*)\}/)?.[1]?.split(',') ?? [''];
  const given = list.map((name) => name.trim()).filter(Boolean);
  return given.length > 0 && given.every((name) => name.startsWith('type '));
}
