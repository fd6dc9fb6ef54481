import { findAsked } from '#lib/providers/flow';
import { setResponse } from '#lib/request/context';
import { readProviderSecret } from '#lib/session/cookie';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { Filled } from '#ui/filled';
import { Heading } from '#ui/title';

type Props = { params: Promise<{ flow: string }> };

/** Leads to the provider by a new page load: a form may not lead to another site. */
export default async function LeavingPage({ params }: Props) {
  const { flow } = await params;
  const asked = await findAsked(flow, await readProviderSecret());
  const url = asked && String(asked.payload['url']);
  if (!url) setResponse({ status: 410 });
  return <AuthCard>{url ? <Leaving url={url} /> : <Over />}</AuthCard>;
}

function Leaving({ url }: { url: string }) {
  const place = new URL(url).host;
  const link = <a href={url}>{say('providerLeaving.link', { place })}</a>;
  return (
    <>
      <meta httpEquiv="refresh" content={`0;url=${url}`} />
      <Heading>{say('providerLeaving.title')}</Heading>
      <p>
        <Filled of={textsOf('providerLeaving').next} parts={{ link }} />
      </p>
    </>
  );
}

const Over = () => (
  <>
    <Heading>{say('providerOver.title')}</Heading>
    <p>{say('providerOver.why')}</p>
    <p>
      <a href="/sign-in">{say('providerOver.again')}</a>
    </p>
  </>
);
