'use client';

import { useEffect } from 'react';

const EVERY_MS = 5_000;

/**
 * Notices within seconds that the session of this open page has ended elsewhere, and loads the page again:
 * the server then leads to sign-in and back. It asks only while somebody can see the page, and holds nothing.
 */
export function SessionWatch() {
  useEffect(() => {
    async function look() {
      if (document.visibilityState !== 'visible') return;
      const answer = await fetch('/session/alive', { cache: 'no-store' }).catch(() => null);
      if (answer?.status === 401) location.reload();
    }
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return null;
}
