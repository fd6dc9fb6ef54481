/**
 * What belongs to a product. An upgrade changes it only where the clone has left it as it was, and by the codemods of the
 * release; all else is Gatehouse's.
 */
const FOLDERS = ['lib/product/', 'app/(product)/', 'drizzle/product/', 'e2e/product/', 'public/'];
const TEXTS = /^texts\/[^/]+\/product/;
/** What a clone says of itself, and where it lists what it has. */
const FILES = ['README.md', 'client-cli/product.mjs', 'scripts/seed-product.ts'];

export const isProducts = (path) =>
  FOLDERS.some((folder) => path.startsWith(folder)) || TEXTS.test(path) || FILES.includes(path);
