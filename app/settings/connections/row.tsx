import type { listConnections } from '#lib/accounts/connections/list';
import { sayAddress } from '#lib/request/address';
import { describeBrowser } from '#lib/request/browser';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Ago } from '#ui/time';

type Connection = Awaited<ReturnType<typeof listConnections>>[number];

/** One account elsewhere: what it is called there, and when and where it was used. */
export function ConnectionItem({
  connection,
  title,
  zone,
}: {
  connection: Connection;
  /** What its provider is called; none where the operator has taken that away. */
  title: string | undefined;
  zone: string;
}) {
  const text = textsOf('connections');
  const { id, provider, label, createdAt, lastUsedAt, address, userAgent } = connection;
  const name = say('connections.called', { provider: title ?? provider, label });
  return (
    <li>
      <div className="stack-s">
        <h3>
          <bdi>{name}</bdi> {!title && <span className="tag open">{text.gone}</span>}
        </h3>
        <p className="mono">
          <Filled
            of={lastUsedAt ? text.used : text.unused}
            parts={{
              added: <Ago at={createdAt} zone={zone} />,
              used: lastUsedAt && <Ago at={lastUsedAt} zone={zone} />,
              address: sayAddress(address),
              browser: describeBrowser(userAgent),
            }}
          />
        </p>
      </div>
      <a className="btn btn-quiet btn-s" href={`/settings/connections/${id}`}>
        {text.disconnect}
        <span className="sr"> {name}</span>
      </a>
    </li>
  );
}
