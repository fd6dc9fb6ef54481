import { redirect } from 'next/navigation';
import { findIdentity } from '#lib/accounts/connections/link';
import { nameOf } from '#lib/accounts/connections/sign-in';
import { formNumber } from '#lib/codes/code-request';
import { providerTitle } from '#lib/providers/stored';
import { setResponse } from '#lib/request/context';
import { withNext } from '#lib/request/way-back';
import { readProviderSecret } from '#lib/session/cookie';
import { getViewer } from '#lib/session/viewer';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { Filled } from '#ui/filled';
import { Heading } from '#ui/title';
import { FinishForm } from './form';

type Props = { params: Promise<{ flow: string }> };

/** The same for everybody whom we do not know: whether their address has an account here, nobody learns from it. */
export default async function FinishPage({ params }: Props) {
  const { flow } = await params;
  const connect = `/settings/connections/new/${flow}`;
  if (await getViewer()) redirect(connect);
  const found = await findIdentity(flow, await readProviderSecret(), null);
  if (!found) setResponse({ status: 410 });
  return (
    <AuthCard next={found?.next}>
      {found ? (
        <Unknown {...found} flow={flow} connect={connect} />
      ) : (
        <>
          <Heading>{say('providerOver.title')}</Heading>
          <p>{say('providerOver.why')}</p>
          <p>
            <a href="/sign-in">{say('providerOver.again')}</a>
          </p>
        </>
      )}
    </AuthCard>
  );
}

type Found = NonNullable<Awaited<ReturnType<typeof findIdentity>>>;

async function Unknown({ identity, flow, connect }: Found & { flow: string; connect: string }) {
  const { label, email } = identity;
  const provider = await providerTitle(identity.provider);
  const { who } = textsOf('providerFinish');
  const typed = { name: nameOf(identity, email), email };
  return (
    <>
      <Heading>{say('providerFinish.title')}</Heading>
      <p>
        <Filled of={who} parts={{ provider, label: <bdi>{label}</bdi> }} />
      </p>
      <section className="stack-s">
        <h2>{say('providerFinish.haveTitle')}</h2>
        <p>{say('providerFinish.haveSays', { provider })}</p>
        <a className="btn btn-quiet btn-full" href={withNext('/sign-in', connect)}>
          {say('providerFinish.haveWay')}
        </a>
      </section>
      <FinishForm
        text={textsOf('providerFinishForm')}
        typed={typed}
        flow={flow}
        number={formNumber()}
      />
    </>
  );
}
