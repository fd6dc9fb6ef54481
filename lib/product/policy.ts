import type { PolicyAdditions } from '#lib/product/policy-additions';

/**
 * What the pages of this product may load, ask, show and send to besides what is their own. Without a word here a page
 * loads nothing from elsewhere. It does not count for the pages of Gatehouse itself, which take passwords.
 * docs/ui-libraries.md names what each library needs.
 */
export const POLICY: PolicyAdditions = {};
