'use client';

import { useEffect, useState } from 'react';

/** Says in which time zone the browser is, where scripts run: nobody has to be asked. Empty without them. */
export function ZoneField() {
  return <input type="hidden" name="zone" value={useBrowserZone()} />;
}

export function useBrowserZone(): string {
  const [zone, setZone] = useState('');
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone ?? ''), []);
  return zone;
}
