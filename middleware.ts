import { type NextRequest, NextResponse } from 'next/server';

/** As in lib/request/lengths: a longer way back does not stand in an address. */
const LONGEST_NEXT = 2048;

/**
 * The gate: a stranger who asks for a protected page is sent to sign in and comes back afterwards. It runs
 * only where no session cookie was sent (see the matcher), so people who are signed in never pay for it.
 * It is a courtesy, not the check: every page and action asks `requireViewer`. A form that is sent goes on to
 * its action, which leads to sign-in itself: sent on from here it would arrive at a page that has no such action. So
 * does a page with a very long address, for which the domain keeps the way back.
 */
export function middleware(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const next = pathname + search;
  if (request.method === 'POST' || next.length > LONGEST_NEXT) return NextResponse.next();
  const signIn = new URL('/sign-in', request.url);
  signIn.searchParams.set('next', next);
  return NextResponse.redirect(signIn);
}

// Next reads the matcher at build time: literals only. Each is tried at every request of everybody.
export const config = {
  matcher: [
    {
      source: '/(dashboard|settings|notes|admin|device|examples|oauth/consent|confirm)/:path*',
      missing: [
        { type: 'cookie', key: '__Host-session' },
        { type: 'cookie', key: 'session' },
      ],
    },
  ],
};
