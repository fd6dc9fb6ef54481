import { pageTitle } from '#lib/product/title';
import type { Texts } from '#texts/complete';
import { fill } from '#texts/fill';
import { CardFrame } from '#ui/card-frame';

type Said =
  | 'titleError'
  | 'failed'
  | 'failedHead'
  | 'failedRef'
  | 'failedSkip'
  | 'failedText'
  | 'reload';
type Props = { text: Pick<Texts['common'], Said> & { site: string }; digest: string | undefined };

/** What stands in the place of a page that failed. */
export const FailedPage = ({ text, digest }: Props) => (
  <div className="gate">
    <title>{fill(text.titleError, { title: pageTitle(text.site, text.failed) })}</title>
    <CardFrame
      site={text.site}
      skip={text.failedSkip}
      head={text.failedHead}
      headEnd={digest && <span>{fill(text.failedRef, { ref: digest })}</span>}
    >
      <h1>{text.failed}</h1>
      <p>{text.failedText}</p>
      <button type="button" className="btn btn-quiet" onClick={() => location.reload()}>
        {text.reload}
      </button>
    </CardFrame>
  </div>
);
