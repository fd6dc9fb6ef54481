import type { AuthorizationRequest } from '#lib/oauth/grant-consent';
import { sayScope } from '#lib/oauth/scopes';
import { CLIENT_SESSION } from '#lib/session/lifetimes';
import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { SubmitButton } from '#ui/submit-button';

/** What a program asks to be let in for, as a list that a person can judge. */
export function ScopeList({ wish }: { wish: AuthorizationRequest }) {
  return (
    <div className="stack-s">
      <h2>{say('wish.title')}</h2>
      <ul className="plain stack-s">
        {wish.tells.map((scope) => (
          <li key={scope}>{sayScope(scope)}</li>
        ))}
      </ul>
      {wish.servedBy && (
        <p>
          <Filled
            of={textsOf('wish').servedBy}
            parts={{ address: <b className="mono">{wish.servedBy}</b> }}
          />
        </p>
      )}
      {wish.client.kind === 'native' && <p>{say('wish.byItself')}</p>}
      <p>{lastsFor(wish.client)}</p>
    </div>
  );
}

/** How long what is granted lasts, by what a program of this kind can hold (RFC 9700, OWASP ASVS 10.7.2). */
function lastsFor({ kind, consent }: AuthorizationRequest['client']): string {
  const days = (seconds: number) => seconds / 86_400;
  if (kind === 'web' && consent !== 'always') return say('wish.remembered');
  if (kind === 'web') return say('wish.asksAgain');
  const { absoluteSeconds, idleSeconds } = CLIENT_SESSION;
  return say('wish.lastsDays', { most: days(absoluteSeconds), idle: days(idleSeconds) });
}

type Answer = (formData: FormData) => Promise<void>;

/** The two answers, equally easy to give; `fields` say what is answered, hidden in both. */
export function ConsentButtons(props: {
  fields: Record<string, string>;
  allow: Answer;
  deny: Answer;
}) {
  const fields = Object.entries(props.fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
  return (
    <div className="answers">
      <ButtonForm action={props.allow}>
        {fields}
        <SubmitButton says={say('wish.allow')} className="btn-full btn-quiet" />
      </ButtonForm>
      <ButtonForm action={props.deny}>
        {fields}
        <SubmitButton says={say('wish.deny')} className="btn-full btn-quiet" />
      </ButtonForm>
    </div>
  );
}
