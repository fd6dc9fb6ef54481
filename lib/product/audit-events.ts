/**
 * The kinds of event that this product enters into the audit log besides those of Gatehouse (lib/audit/types): a word of
 * the product, then what happened, such as `invoice_sent`. Its sentence stands in `productEvents` of texts/en/product. What
 * ends in `_fail` counts as a failure.
 */
export const PRODUCT_EVENTS = [] as const satisfies readonly string[];
