import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Ago } from '#ui/time';

type Passkey = {
  id: string;
  name: string;
  isBackedUp: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
};

/** One passkey: where it is, and when it was used. */
export function PasskeyItem({ passkey, zone }: { passkey: Passkey; zone: string }) {
  const text = textsOf('passkeys');
  const { id, name, isBackedUp, createdAt, lastUsedAt } = passkey;
  return (
    <li>
      <div className="stack-s">
        <h3>
          <bdi>{name}</bdi> <span className="tag">{isBackedUp ? text.synced : text.onlyHere}</span>
        </h3>
        <p className="mono">
          <Filled
            of={lastUsedAt ? text.used : text.unused}
            parts={{
              added: <Ago at={createdAt} zone={zone} />,
              used: lastUsedAt && <Ago at={lastUsedAt} zone={zone} />,
            }}
          />
        </p>
      </div>
      <a className="btn btn-quiet btn-s" href={`/settings/passkeys/${id}`}>
        {say('passkeys.change')}
        <span className="sr"> {name}</span>
      </a>
    </li>
  );
}
