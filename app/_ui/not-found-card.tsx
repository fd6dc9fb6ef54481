'use client';

import type { ReactNode } from 'react';
import { pageTitle } from '#lib/product/title';
import { CardFrame } from '#ui/card-frame';

type Frame = { site: string; head: string; skip: string; foot: ReactNode };
type Props = Frame & { heading: string; says: string; home: string };

/**
 * Next sends it along with every page: drawn in the browser it is a few words there, and no work for the server. After an
 * action that found nothing, Next shows it without the layout: it takes nothing from there.
 */
export const NotFoundCard = ({ heading, says, home, ...frame }: Props) => (
  <div className="gate">
    <CardFrame {...frame}>
      <title>{pageTitle(frame.site, heading)}</title>
      <h1>{heading}</h1>
      <p>{says}</p>
      <a className="btn btn-quiet" href="/">
        {home}
      </a>
    </CardFrame>
  </div>
);
