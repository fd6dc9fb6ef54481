import type { Texts } from '#texts/complete';
import { fill } from '#texts/fill';

type Said =
  | 'titleError'
  | 'failed'
  | 'failedStub'
  | 'failedRef'
  | 'failedSkip'
  | 'failedText'
  | 'reload';
type Props = { text: Pick<Texts['common'], Said>; digest: string | undefined };

/** What stands in the place of a page that failed. */
export const FailedPage = ({ text, digest }: Props) => (
  <div className="gate">
    <title>{fill(text.titleError, { title: [text.failed, 'Gatehouse'].join(' · ') })}</title>
    <a className="skip" href="#main">
      {text.failedSkip}
    </a>
    <header className="bar">
      <a className="brand" href="/">
        Gatehouse
      </a>
    </header>
    <main id="main" tabIndex={-1} className="narrow">
      <div className="auth-card">
        <div className="auth-card-head">
          <span>{text.failedStub}</span>
          {digest && <span>{fill(text.failedRef, { ref: digest })}</span>}
        </div>
        <div className="body stack">
          <h1>{text.failed}</h1>
          <p>{text.failedText}</p>
          <button type="button" className="btn btn-quiet" onClick={() => location.reload()}>
            {text.reload}
          </button>
        </div>
      </div>
    </main>
  </div>
);
