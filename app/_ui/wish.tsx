import type { Wish } from '#lib/oauth/let-in';
import { sayScope } from '#lib/oauth/scopes';

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
    </div>
  );
}

/**
 * The two answers, equally easy to give. The hidden fields say what is answered, and who was asked: another may
 * have signed in meanwhile.
 */
export function Answers({
  name,
  value,
  asked,
  allow,
  deny,
}: {
  name: string;
  value: string;
  asked: string;
  allow: (formData: FormData) => Promise<void>;
  deny: (formData: FormData) => Promise<void>;
}) {
  return (
    <div className="stack-s">
      <form action={allow}>
        <input type="hidden" name={name} value={value} />
        <input type="hidden" name="asked" value={asked} />
        <button type="submit" className="btn btn-full btn-primary">
          Allow
        </button>
      </form>
      <form action={deny}>
        <input type="hidden" name={name} value={value} />
        <input type="hidden" name="asked" value={asked} />
        <button type="submit" className="btn btn-full btn-quiet">
          Deny
        </button>
      </form>
    </div>
  );
}
