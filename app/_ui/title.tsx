'use client';

import { pageTitle } from '#lib/product/title';
import { fill } from '#texts/fill';
import { useCommonText } from '#ui/common-text';
import { useNotice } from '#ui/notice-provider';

type Props = {
  /** The heading of the page, word by word. */
  of: string;
  /** Where the page belongs, when its heading alone does not say. */
  part?: string | undefined;
  /** A form on the page was refused. */
  isRefused?: boolean;
};

/** The one title of a document: how the last form ended, if one was sent, the heading, and the site. */
export function Title({ of, part, isRefused = false }: Props) {
  const { told } = useNotice();
  const { site, titleDone, titleNote, titleError } = useCommonText();
  const plain = pageTitle(site, of, part);
  if (isRefused) return <title>{fill(titleError, { title: plain })}</title>;
  if (!told) return <title>{plain}</title>;
  return <title>{fill(told.kind === 'done' ? titleDone : titleNote, { title: plain })}</title>;
}

/** The heading of a page, which the document has for its title. */
export function Heading({ children, part }: { children: string; part?: string }) {
  return (
    <>
      <Title of={children} part={part} />
      <h1>
        <bdi>{children}</bdi>
      </h1>
    </>
  );
}
