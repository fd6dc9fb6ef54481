'use client';

import { useCommonText } from '#ui/common-text';
import { FailedPage } from '#ui/failed-page';

/** With JavaScript, what is shown when an answer failed; without it the server sends a plain page. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return <FailedPage text={useCommonText()} digest={error.digest} />;
}
