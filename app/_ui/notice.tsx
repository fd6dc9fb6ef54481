'use client';

import { useEffect, useRef, useState } from 'react';
import { useNotice } from '#ui/notice-provider';

/**
 * What has just been done. It takes the focus, so that it is read out first; and because a status that is there
 * from the start is no change, its text is put in once more where scripts run.
 */
export function Notice() {
  const { told } = useNotice();
  const box = useRef<HTMLParagraphElement>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    box.current?.focus();
    setReady(true);
  }, []);
  if (!told) return null;
  return (
    <p
      ref={box}
      className={told.kind === 'done' ? 'notice' : 'notice warn'}
      role="status"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: without JavaScript nobody would be told
      autoFocus
    >
      <span key={isReady ? 'again' : 'first'}>{told.text}</span>
    </p>
  );
}
