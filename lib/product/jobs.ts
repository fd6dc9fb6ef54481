import type { Job } from '#lib/product/job';

/** What this product does beside the requests, each with what it imports from its rooms. docs/own-parts.md shows one. */
export const JOBS: readonly Job[] = [];
