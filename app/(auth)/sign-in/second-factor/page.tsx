import { redirect } from 'next/navigation';
import type { AskedProof } from '#forms/problem';
import { findNextFactor } from '#lib/accounts/verify-next-factor';
import { withNext } from '#lib/request/way-back';
import { readChallenge } from '#lib/session/cookie';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { OtherFactors } from '#ui/other-factors';
import { FactorForm } from './form';

type Props = { searchParams: Promise<{ by?: string | string[] }> };

export default async function SecondFactorPage({ searchParams }: Props) {
  const by = String((await searchParams).by ?? '');
  const waiting = (await findNextFactor(await readChallenge(), by)) ?? redirect('/sign-in');
  const asked: AskedProof = waiting.asked;
  return (
    <AuthCard
      next={waiting.next}
      aside={<a href={withNext('/sign-in', waiting.next)}>{say('signIn.beginAgain')}</a>}
    >
      <FactorForm asked={asked} mayTrust={waiting.mayTrust} text={textsOf('factorForm')} />
      <OtherFactors path="/sign-in/second-factor" others={asked.others} />
      <a href="/sign-in/recover">{say('recover.lostEverything')}</a>
    </AuthCard>
  );
}
