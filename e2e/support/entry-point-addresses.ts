import { readFileSync } from 'node:fs';
import type { EntryPoint } from '#lib/testing/entry-points.test-support';

/** The ids that stand in an address for its dynamic segments, by the segment's name. */
export type Segments = Record<string, string>;

/** The address of a page or endpoint file: "app/(auth)/notes/[note]/page.tsx" as "/notes/ID". */
export function addressOf(path: string, segments: Segments): string {
  const parts = path
    .replace(/^app\//, '')
    .replace(/(^|\/)(page|route)(\.tsx?)?$/, '')
    .split('/')
    .filter((part) => part && !/^\(.*\)$/.test(part));
  const named = parts.map((part) => {
    const name = part.match(/^\[(\w+)\]$/)?.[1];
    if (name === undefined) return part;
    const id = segments[name];
    if (!id) throw new Error(`Say in THINGS what stands for [${name}] in ${path}`);
    return id;
  });
  return `/${named.join('/')}`;
}

type Manifest = {
  node: Record<
    string,
    { workers: Record<string, unknown>; filename: string; exportedName: string }
  >;
};

/** How an action is called in this build: its id, the file of a page that has it, whether it takes a state. */
export function actionOf({ path, name }: EntryPoint): {
  id: string;
  page: string;
  hasState: boolean;
} {
  const manifest = JSON.parse(
    readFileSync('.next/server/server-reference-manifest.json', 'utf8'),
  ) as Manifest;
  const found = Object.entries(manifest.node).find(
    ([, { filename, exportedName }]) => filename === path && exportedName === name,
  );
  const page = found && Object.keys(found[1].workers)[0];
  if (!found || !page) throw new Error(`The build has no action ${path} ${name}`);
  // The first byte of an id says which arguments are taken: two of them begin with 0x60.
  return { id: found[0], page, hasState: found[0].startsWith('60') };
}
