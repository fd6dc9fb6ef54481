import type { ReactNode } from 'react';
import type { OAuthClient } from '#lib/oauth/clients';
import { documentHost } from '#lib/oauth/documents/address';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Ago, Time } from '#ui/time';
import { ProgramState } from '../state';
import { Secret } from './secret';

type Props = { client: OAuthClient; zone: string };

/** What the operator said of a program, and what became of it. */
export function ProgramFacts({ client, zone }: Props) {
  const { kind, disabledAt, lastUsedAt, backchannelLogoutUri, audience } = client;
  const text = textsOf('programFacts');
  return (
    <section className="card" aria-label={text.title}>
      <dl className="facts">
        <Fact name={text.id}>
          <span className="mono">{client.id}</span>
        </Fact>
        <Fact name={text.kind}>{say(`programKinds.${kind}`)}</Fact>
        <Fact name={text.state}>
          <ProgramState isDisabled={disabledAt !== null} />
        </Fact>
        <Fact name={text.disabled}>{disabledAt && <Time at={disabledAt} zone={zone} />}</Fact>
        <Fact name={text.added}>
          <Added client={client} zone={zone} />
        </Fact>
        <Fact name={text.used}>
          {lastUsedAt ? <Ago at={lastUsedAt} zone={zone} /> : text.unused}
        </Fact>
        <Fact name={text.secret}>
          {kind !== 'native' && <Secret client={client} zone={zone} />}
        </Fact>
        <Fact name={text.redirects}>{linesOf(client.redirectUris)}</Fact>
        <Fact name={text.logout}>{linesOf(client.postLogoutRedirectUris)}</Fact>
        <Fact name={text.told}>{backchannelLogoutUri && linesOf([backchannelLogoutUri])}</Fact>
        <Fact name={text.audience}>{audience && linesOf([audience])}</Fact>
        <Fact name={kind === 'service' ? text.knows : text.scope}>{client.scope}</Fact>
        <Fact name={text.consent}>{kind === 'web' && say(`programConsent.${client.consent}`)}</Fact>
      </dl>
    </section>
  );
}

/** One that there is. */
const Fact = ({ name, children }: { name: string; children: ReactNode }) =>
  children && (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );

const linesOf = (addresses: string[]) =>
  addresses.length > 0 &&
  addresses.map((one) => (
    <div key={one} className="mono">
      {one}
    </div>
  ));

function Added({ client: { id, createdAt }, zone }: Props) {
  const host = documentHost(id);
  const time = <Time at={createdAt} zone={zone} />;
  return host ? <Filled of={textsOf('programFacts').byDocument} parts={{ time, host }} /> : time;
}
