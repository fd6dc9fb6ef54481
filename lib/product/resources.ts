import { noteResource } from '#lib/product/notes/resource';

/**
 * Every thing of the product, each declared once. Permissions, the list of tables that go with an account, the download,
 * the log, the navigation and the clock's repair read this list. One more resource is one more line.
 */
export const PRODUCT_RESOURCES = [noteResource] as const;

export type ProductResource = (typeof PRODUCT_RESOURCES)[number];
