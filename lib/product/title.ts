/** The title of a document: its parts, the nearest first, and the name of the site; nothing twice. */
export const pageTitle = (site: string, ...parts: (string | undefined)[]): string =>
  [...new Set([...parts, site])].filter(Boolean).join(' · ');
