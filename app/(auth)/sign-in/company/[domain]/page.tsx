import { redirect } from 'next/navigation';
import { verifiedDomain } from '#lib/providers/domains';
import { listProviders } from '#lib/providers/stored';
import { safeNext } from '#lib/request/next-path';
import { withNext } from '#lib/request/way-back';
import { getViewer } from '#lib/session/viewer';
import { say } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { ProviderForm } from '#ui/provider-form';
import { ProviderMark } from '#ui/provider-mark';
import { Heading } from '#ui/title';

type Props = {
  params: Promise<{ domain: string }>;
  searchParams: Promise<{ next?: string | string[] }>;
};

/** The page for people who type an address of a company: the same for every address of its domain, and it asks nobody who they are. */
export default async function CompanyPage({ params, searchParams }: Props) {
  const [{ domain: asked }, { next }] = await Promise.all([params, searchParams]);
  const path = safeNext(next);
  if (await getViewer()) redirect(path);
  const signIn = withNext('/sign-in', path);
  const company = await verifiedDomain(`@${asked}`);
  if (!company) redirect(signIn);
  const { domain, isRequired } = company;
  const provider = (await listProviders()).find(({ name }) => name === company.provider);
  if (!provider && !isRequired) redirect(signIn);
  return (
    <AuthCard
      next={path}
      aside={<a href={signIn}>{say(isRequired ? 'company.otherAddress' : 'company.otherWay')}</a>}
    >
      <Heading>{say('company.title')}</Heading>
      {provider ? (
        <>
          <p>
            {say(`company.${isRequired ? 'who' : 'mayBy'}`, { domain, provider: provider.title })}
          </p>
          <ProviderForm
            buttons={[
              {
                to: `/sign-in/with/${provider.name}`,
                says: say('providers.goOn', { provider: provider.title }),
              },
            ]}
            whilePending={say('providers.going')}
            next={path}
            remember={say('signInForm.remember')}
          >
            {[<ProviderMark key={provider.name} kind={provider.kind} />]}
          </ProviderForm>
        </>
      ) : (
        <p>{say('company.away', { domain })}</p>
      )}
    </AuthCard>
  );
}
