'use client';

import { FailedPage } from '#ui/failed-page';
import './styles.css';

/** Nothing gives sentences to this page: the layout that has them is what failed. */
const TEXT = {
  site: 'Start',
  titleError: 'Error: {title}',
  failed: 'This did not work',
  failedHead: 'Something went wrong',
  failedRef: 'ref {ref}',
  failedSkip: 'Skip to the message',
  failedText:
    'The site may be busy, or it was updated after you opened the page. If you sent something, we do not know whether it was saved. Look before you send it again.',
  reload: 'Reload this page',
} as const;

export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en" dir="ltr">
      <body>
        <FailedPage text={TEXT} digest={error.digest} />
      </body>
    </html>
  );
}
