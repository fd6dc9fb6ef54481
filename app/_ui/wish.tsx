import type { Wish } from '#lib/oauth/let-in';
import { FRESH_SECONDS } from '#lib/oauth/lifetimes';
import { sayScope } from '#lib/oauth/scopes';
import { CLIENT_SESSION } from '#lib/session/lifetimes';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';

/** What a program asks to be let in for, as a list that a person can judge. */
export function WishList({ wish }: { wish: Wish }) {
  return (
    <div className="stack-s">
      <h2>It will be able to</h2>
      <ul className="plain stack-s">
        {wish.scopes.map((scope) => (
          <li key={scope}>{sayScope(scope)}</li>
        ))}
      </ul>
      {wish.servedBy && (
        <p>
          It uses this at <b className="mono">{wish.servedBy}</b>, which is not part of this site.
        </p>
      )}
      <p>{lastsFor(wish.client.kind)}</p>
    </div>
  );
}

/** How long what is granted lasts, by what a program of this kind can hold (RFC 9700, OWASP ASVS 10.7.2). */
function lastsFor(kind: Wish['client']['kind']): string {
  const days = (seconds: number) => seconds / 86_400;
  if (kind === 'web')
    return `This lasts for ${FRESH_SECONDS / 60} minutes. The next time it asks, you are asked again.`;
  const { absoluteSeconds, idleSeconds } = CLIENT_SESSION;
  return `It stays signed in for up to ${days(absoluteSeconds)} days, and for ${days(idleSeconds)} days without use.`;
}

type Answer = (formData: FormData) => Promise<void>;

/** The two answers, equally easy to give; `fields` say what is answered, hidden in both. */
export function Answers(props: { fields: Record<string, string>; allow: Answer; deny: Answer }) {
  const fields = Object.entries(props.fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
  return (
    <div className="answers">
      <ButtonForm action={props.allow}>
        {fields}
        <SubmitButton says="Allow" className="btn-full btn-quiet" />
      </ButtonForm>
      <ButtonForm action={props.deny}>
        {fields}
        <SubmitButton says="Deny" className="btn-full btn-quiet" />
      </ButtonForm>
    </div>
  );
}
