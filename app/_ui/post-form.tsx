'use client';

import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { MadeFor } from '#ui/form-mark';
import { SubmitButton } from '#ui/submit-button';

const DOWNLOAD_MS = 3_000;

type Props = {
  action: string;
  says: string;
  whilePending: string;
  className?: string;
  /** It brings a file: the page stays. */
  isDownload?: boolean;
  /** Its fields hold files. */
  isUpload?: boolean;
  children?: ReactNode;
};

/** A plain form that is answered with a new document or a file, with its button. */
export function PostForm({ action, isDownload, isUpload, children, ...button }: Props) {
  const [isSent, setSent] = useState(false);
  useEffect(() => {
    // A page that the browser kept is shown again as it was left.
    const begin = () => setSent(false);
    window.addEventListener('pageshow', begin);
    return () => window.removeEventListener('pageshow', begin);
  }, []);
  function send(event: FormEvent) {
    if (isSent) return event.preventDefault();
    setSent(true);
    if (isDownload) setTimeout(() => setSent(false), DOWNLOAD_MS);
  }
  return (
    <form
      method="post"
      action={action}
      onSubmit={send}
      {...(isUpload && { encType: 'multipart/form-data' })}
    >
      <MadeFor />
      {children}
      <SubmitButton {...button} isPending={isSent} />
    </form>
  );
}
