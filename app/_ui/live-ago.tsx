'use client';

import { useEffect, useState } from 'react';
import { useCommonText } from '#ui/common-text';
import { sayAgo } from './say-ago';

type Props = {
  at: string;
  /** When the server made the page: what it said then is what scripts say first. */
  served: string;
  /** For what is longer ago than a week, or soon is. */
  day: string | undefined;
  whole: string;
};

/** How long ago something was; where scripts run, still right on a page that stays open. */
export function LiveAgo({ at, served, day, whole }: Props) {
  const open = useOpenFor(served);
  const { locale } = useCommonText();
  return (
    <time dateTime={at} title={whole}>
      {sayAgo(Date.parse(at), Date.parse(served) + open, locale) ?? day ?? whole}
    </time>
  );
}

/**
 * For how long a page has been open, to the minute. Of the reader's clock only the difference counts: it
 * may be wrong, and it goes on while the machine sleeps.
 */
function useOpenFor(served: string): number {
  const [open, setOpen] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that was made anew has just been opened
  useEffect(() => {
    const begun = Date.now();
    setOpen(0);
    const timer = setInterval(() => setOpen(Math.max(0, Date.now() - begun)), 60_000);
    return () => clearInterval(timer);
  }, [served]);
  return open;
}
