'use client';

import type { Texts } from '#texts/complete';
import { CardFrame } from '#ui/card-frame';
import { Heading } from '#ui/title';

type Frame = { host: string; skip: string; hosted: string };

/** Next sends it along with every page: drawn in the browser it is a few words there, and no work for the server. */
export const NotFoundCard = ({ text, ...frame }: Frame & { text: Texts['noSuchPage'] }) => (
  <div className="gate">
    <CardFrame {...frame}>
      <Heading>{text.title}</Heading>
      <p>{text.text}</p>
      <a className="btn btn-quiet" href="/">
        {text.start}
      </a>
    </CardFrame>
  </div>
);
