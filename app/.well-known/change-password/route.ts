/** Open to everybody: where password managers look for the page (W3C change-password-url). */
export const GET = () =>
  new Response(null, { status: 302, headers: { Location: '/settings/password' } });
