import { waysOfSigningIn } from '#lib/admin/overview/ways';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { Shares } from '#ui/charts/shares';

/** By what people are in. */
export async function SignInWays({ viewer }: { viewer: Viewer }) {
  const ways = await waysOfSigningIn(viewer);
  return (
    <section className="card stack" aria-labelledby="ways">
      <div className="stack-s">
        <h2 id="ways">{say('signInWays.title')}</h2>
        <p className="hint">{say('signInWays.says')}</p>
      </div>
      {ways.length === 0 ? (
        <p>{say('signInWays.none')}</p>
      ) : (
        <Shares of={ways.map(({ way, count }) => ({ name: say(`signInWays.${way}`), count }))} />
      )}
    </section>
  );
}
