import { redirect } from 'next/navigation';
import type { Asked } from '#forms/problem';
import { askNext } from '#lib/accounts/prove-next';
import { withNext } from '#lib/request/way-back';
import { readChallenge } from '#lib/session/cookie';
import { say, textsOf } from '#texts/say';
import { Pass } from '#ui/pass';
import { FactorForm } from './form';

export default async function FactorPage() {
  const waiting = (await askNext(await readChallenge())) ?? redirect('/sign-in');
  const asked: Asked = waiting.asked;
  return (
    <Pass
      next={waiting.next}
      aside={<a href={withNext('/sign-in', waiting.next)}>{say('signIn.beginAgain')}</a>}
    >
      <FactorForm asked={asked} text={textsOf('factorForm')} />
    </Pass>
  );
}
