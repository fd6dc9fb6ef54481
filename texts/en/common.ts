/** What the shared components of the browser say. Sent with every page: keep it small. */
export const common = {
  problem: 'There is a problem',
  newTab: '{what} (in a new tab)',
} as const;
