'use client';

import { useEffect, useState } from 'react';

type Props = {
  code: string;
  says: [copy: string, copied: string];
  /** Which mail it is of, for those who do not see what it stands beside. */
  of: string;
};

/** Copies a code. It is there only where it can: with scripts, and where the browser lets a page write what is copied. */
export function CopyCode({ code, says: [copy, copied], of }: Props) {
  const [can, setCan] = useState(false);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => setCan('clipboard' in navigator), []);
  if (!can) return null;
  return (
    <>
      <button
        type="button"
        className="btn btn-quiet"
        onClick={() => navigator.clipboard.writeText(code).then(() => setCopied(true), noHarm)}
      >
        {isCopied ? copied : copy}
        <span className="sr"> {of}</span>
      </button>
      <span role="status" className="sr">
        {isCopied && copied}
      </span>
    </>
  );
}

/** The code stands beside it. */
const noHarm = () => undefined;
