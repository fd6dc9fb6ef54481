import type { securityOf } from '#lib/accounts/security';
import { say } from '#texts/say';
import { WayRow, WayRows } from './rows';
import { When } from './when';

type Props = { held: Awaited<ReturnType<typeof securityOf>>; zone: string };

/** What is asked for after the first proof, and what stands in for it. */
export const SecondStep = ({ held: { app, codesLeft, needsCodes }, zone }: Props) => (
  <WayRows id="second" says={say('security.second')} intro={say('security.secondIntro')}>
    <WayRow
      icon="clock"
      name={say('security.app')}
      state={app ? <When {...app} zone={zone} /> : say('security.appNone')}
      to={['/settings/authenticator', say(app ? 'security.appChange' : 'security.setUp')]}
    />
    <WayRow
      icon="list"
      name={say('security.codes')}
      tag={needsCodes && say(codesLeft === 0 ? 'security.codesMissing' : 'security.codesFew')}
      isWrong
      state={
        codesLeft === 0 ? (
          say('security.codesNone')
        ) : (
          <>
            {say('security.codesLeft', { left: codesLeft })}
            <Pips left={codesLeft} />
          </>
        )
      }
      to={['/settings/recovery-codes', say('security.getCodes')]}
    />
  </WayRows>
);

/** As many as are made at a time. */
const PIPS = 10;

/** The codes that are left, beside the sentence that counts them. */
const Pips = ({ left }: { left: number }) => (
  <svg className="pips" viewBox="0 0 120 10" aria-hidden="true">
    {Array.from({ length: PIPS }, (_, nth) => (
      <circle
        // biome-ignore lint/suspicious/noArrayIndexKey: one is like the other
        key={nth}
        className={nth < left ? 'full' : 'used'}
        cx={5 + nth * 12}
        cy="5"
        r="4"
      />
    ))}
  </svg>
);
