'use client';

import type { Texts } from '#texts/complete';
import { CardFrame } from '#ui/card-frame';

type Frame = { host: string; skip: string; hosted: string };

/**
 * Next sends it along with every page: drawn in the browser it is a few words there, and no work for the server. After an
 * action that found nothing, Next shows it without the layout: it takes nothing from there.
 */
export const NotFoundCard = ({ text, ...frame }: Frame & { text: Texts['noSuchPage'] }) => (
  <div className="gate">
    <CardFrame {...frame}>
      <title>{`${text.title} · Gatehouse`}</title>
      <h1>{text.title}</h1>
      <p>{text.text}</p>
      <a className="btn btn-quiet" href="/">
        {text.start}
      </a>
    </CardFrame>
  </div>
);
