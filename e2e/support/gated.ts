/** Every page that only its owner sees. */
export const GATED = [
  '/dashboard',
  '/notes',
  '/notes/new',
  '/settings/profile',
  '/settings/email',
  '/settings/email/verify',
  '/settings/security',
  '/settings/password',
  '/settings/authenticator',
  '/settings/recovery-codes',
  '/settings/passkeys',
  '/settings/connections',
  '/settings/apps',
  '/settings/sessions',
  '/settings/activity',
  '/settings/data',
  '/device',
  '/confirm',
  '/admin',
  '/admin/users',
  '/examples/notes',
];

/** Words that stand on no page but a gated one. */
export const PRIVATE =
  /Hello, |This session|Recent activity|signed in <!|Where you|New note|Everybody who has an account|This device|What happened to your|Notes by the API|Type .* to be sure|@example\.com/;
