'use client';

import { useEffect, useState } from 'react';
import type { Moment } from '#forms/shown-flow';
import { useCommonText } from '#ui/common-text';

type Props = {
  moment: Moment;
  /** It is in the reader's zone already. */
  hasZone: boolean;
};

/** A moment of today or about; where scripts run, by the reader's own clock. */
export function Clock({ moment, hasZone }: Props) {
  const { locale } = useCommonText();
  const [says, setSays] = useState(moment.says);
  useEffect(
    () => setSays(hasZone ? moment.says : onTheWall(moment.iso, locale)),
    [moment, hasZone, locale],
  );
  return <time dateTime={moment.iso}>{says}</time>;
}

function onTheWall(iso: string, locale: string): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date().toDateString();
  const day = isToday ? {} : ({ day: 'numeric', month: 'long' } as const);
  return at.toLocaleString(locale, { ...day, hour: '2-digit', minute: '2-digit' });
}

/**
 * The seconds that are left of so many, each second anew; null where scripts do not run. Counted by a clock
 * that nobody sets.
 */
export function useSecondsLeft(seconds: number, since: unknown): number | null {
  const [left, setLeft] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `since` says that it begins anew
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    tick();
    const timer = seconds > 0 ? setInterval(tick, 1000) : undefined;
    return () => clearInterval(timer);
  }, [seconds, since]);
  return left;
}
