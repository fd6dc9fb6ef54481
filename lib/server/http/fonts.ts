import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** The variables of app/styles.css, and how the build calls the file of each, before what it names its content by. */
const FACES = [
  ['--gatehouse-text', 'atkinson_hyperlegible_next_latin_wght_normal.'],
  ['--gatehouse-display', 'bricolage_grotesque_latin_wght_normal.'],
] as const;

/**
 * The fonts of the pages that Next makes (app/layout.tsx), for those made without it: from the same files, so that
 * most browsers have them. Empty where nothing is built: then the system's own letters stand in.
 */
export function fontFaces(folder = resolve('.next/static/media')): string {
  const files = filesIn(folder);
  return FACES.map(([variable, start]) => {
    const file = files.find((name) => name.startsWith(start) && /^[\w.-]+\.woff2$/.test(name));
    if (!file) return '';
    const face = `font-family:"${variable}";src:url(/_next/static/media/${file}) format("woff2");font-weight:200 800;font-display:optional`;
    return `@font-face{${face}}:root{${variable}:"${variable}"}`;
  }).join('');
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
