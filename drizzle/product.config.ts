import { defineConfig } from 'drizzle-kit';

/** The migrations of a product: their folder, journal and snapshots are its own. */
export default defineConfig({
  dialect: 'sqlite',
  schema: 'drizzle/product/*.ts',
  out: 'drizzle/product/migrations',
});
