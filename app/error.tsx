'use client';

/** With JavaScript, what is shown when an answer failed; without it the server sends a plain page. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <div className="gate">
      <title>Error: This did not work · Gatehouse</title>
      <a className="skip" href="#main">
        Skip to the message
      </a>
      <header className="bar">
        <a className="brand" href="/">
          Gatehouse
        </a>
      </header>
      <main id="main" tabIndex={-1} className="narrow">
        <div className="auth-card">
          <div className="auth-card-head">
            <span>Something went wrong</span>
            {error.digest && <span>ref {error.digest}</span>}
          </div>
          <div className="body stack">
            <h1>This did not work</h1>
            <p>
              The site may be busy, or it was updated after you opened the page. If you sent
              something, we do not know whether it was saved. Look before you send it again.
            </p>
            <button type="button" className="btn btn-quiet" onClick={() => location.reload()}>
              Reload this page
            </button>
          </div>
        </div>
      </main>
    </div>
  );
}
