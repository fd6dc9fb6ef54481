import { noteResource } from '#lib/product/notes/resource';
import type { ThingResource } from '#lib/resource';

/**
 * Every thing of the product, each declared once. Permissions, the list of tables that go with an account, the download,
 * the log, the navigation and the clock's repair read this list. One more resource is one more line.
 */
export const PRODUCT_RESOURCES = [noteResource] as const;

/** The same for whatever goes over them all, also where there is none. */
export const ALL_THINGS: readonly ThingResource[] = [...PRODUCT_RESOURCES];

export type ProductResource = (typeof PRODUCT_RESOURCES)[number];
