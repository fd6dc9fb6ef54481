import { setResponse } from '#lib/request/context';
import { takeFlash } from '#lib/session/flash';
import type { Texts } from '#texts/complete';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { Heading } from '#ui/title';

type Code = keyof Texts['oauthProblems'];

export default async function OauthProblemPage() {
  const error = await takeFlash();
  setResponse({ status: 400 });
  return (
    <div className="gate">
      <AuthCard>
        <Heading>{say('oauthProblem.title')}</Heading>
        <p>{say(`oauthProblems.${isKnown(error) ? error : 'other'}`)}</p>
        <p>{say('oauthProblem.again')}</p>
      </AuthCard>
    </div>
  );
}

const isKnown = (code: string | null): code is Code =>
  code !== null && Object.hasOwn(textsOf('oauthProblems'), code);
