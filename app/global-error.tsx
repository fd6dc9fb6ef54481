'use client';

import ErrorPage from './error';
import './styles.css';

export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en" dir="ltr">
      <body>
        <ErrorPage error={error} />
      </body>
    </html>
  );
}
