'use client';

import { CardFrame } from '#ui/card-frame';

type Frame = { head: string; skip: string; foot: string };
type Props = Frame & { title: string; says: string; home: string };

/**
 * Next sends it along with every page: drawn in the browser it is a few words there, and no work for the server. After an
 * action that found nothing, Next shows it without the layout: it takes nothing from there.
 */
export const NotFoundCard = ({ title, says, home, ...frame }: Props) => (
  <div className="gate">
    <CardFrame {...frame}>
      <title>{`${title} · Gatehouse`}</title>
      <h1>{title}</h1>
      <p>{says}</p>
      <a className="btn btn-quiet" href="/">
        {home}
      </a>
    </CardFrame>
  </div>
);
