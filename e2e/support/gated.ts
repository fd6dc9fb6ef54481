/** Every page that only its owner sees. */
export const GATED = ['/dashboard', '/settings/sessions'];

/** Words that stand on no page but a gated one. */
export const PRIVATE =
  /Hello, |This session|Recent activity|signed in <!|Where you|This device|@example\.com/;
