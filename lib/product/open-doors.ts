/**
 * The pages, actions and endpoints of this product that may be asked for without a session, each by its file and the name of
 * its function, with the reason. Every other one asks `requireViewer` first: app/access.test.ts.
 */
export const OPEN_DOORS: Record<string, string> = {};
