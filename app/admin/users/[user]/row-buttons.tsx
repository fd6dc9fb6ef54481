import { enableAction, startResetAction } from './actions';

export function EnableButton({ userId }: { userId: string }) {
  return (
    <section className="card stack" aria-labelledby="enable">
      <h2 id="enable">Open the account again</h2>
      <p>Its owner can sign in from then on, with the password they had.</p>
      <form action={enableAction}>
        <input type="hidden" name="user" value={userId} />
        <button type="submit" className="btn btn-quiet btn-full">
          Enable
        </button>
      </form>
    </section>
  );
}

export function ResetButton({ userId }: { userId: string }) {
  return (
    <section className="card stack" aria-labelledby="reset">
      <h2 id="reset">Ask for a new password</h2>
      <p>
        All their sessions end, and a mail asks the owner to set a new password. Nobody else can set
        one; until they do, the old one goes on working.
      </p>
      <form action={startResetAction}>
        <input type="hidden" name="user" value={userId} />
        <button type="submit" className="btn btn-quiet btn-full">
          Start a reset
        </button>
      </form>
    </section>
  );
}
