/** What is compared of two nodes: by fingerprints, which open nothing. */
export type Marks = { build: string; actionsKey: string; roots: string };

/** What nodes of one site have to have in common, and some of these have not. */
export type Difference = 'build' | 'key' | 'secret';

export function differencesAmong(nodes: Marks[]): Difference[] {
  const differ = (name: 'build' | 'actionsKey') =>
    new Set(nodes.map((node) => node[name])).size > 1;
  const found: [Difference, boolean][] = [
    ['build', differ('build')],
    ['key', differ('actionsKey')],
    ['secret', nodes.some((one) => nodes.some((other) => !sharesRoot(one, other)))],
  ];
  return found.filter(([, isThere]) => isThere).map(([name]) => name);
}

/** Whether what one of them seals opens at the other: they have a root secret in common. */
export const sharesRoot = (one: Pick<Marks, 'roots'>, other: Pick<Marks, 'roots'>) =>
  one.roots.split(',').some((root) => other.roots.split(',').includes(root));
