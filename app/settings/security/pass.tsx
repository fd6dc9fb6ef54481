import { type CheckUp, NEW_DAYS } from '#lib/accounts/check-up';
import type { OpenPunch, Pass, Punch } from '#lib/accounts/pass';
import { describeSession } from '#lib/request/browser';
import type { Viewer } from '#lib/session/store';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Icon } from '#ui/icon';
import { Time } from '#ui/time';
import { Ring } from './ring';

type Props = { viewer: Viewer; pass: Pass; news: CheckUp['news']; codesLeft: number };

/** The pass: how the account is protected, what is left to do, and the way to each. */
export function PassCard({ viewer: { user, session }, pass, news, codesLeft }: Props) {
  const { punches, done, next } = pass;
  const text = textsOf('pass');
  return (
    <section className="auth-card pass" aria-labelledby="pass">
      <div className="auth-card-head">
        <span>
          <Filled of={text.of} parts={{ email: <bdi>{user.email}</bdi> }} />
        </span>
        <span>
          <Filled
            of={text.until}
            parts={{
              time: (
                <b>
                  <Time at={session.expiresAt} zone={user.timeZone} />
                </b>
              ),
            }}
          />
        </span>
      </div>
      <div className="hero">
        <Ring
          done={done}
          count={punches.length}
          says={say('pass.ring', { done, count: punches.length })}
        />
        <div className="stack-s">
          <h2 id="pass">{say('pass.left', { left: punches.length - done })}</h2>
          <p>{next ? sentenceOf(next, news, codesLeft) : text.all}</p>
        </div>
        {next && (
          <a className="btn btn-primary" href={next.to}>
            {say(`passActs.${next.to === '/settings/password' ? 'choosePassword' : next.says}`)}
          </a>
        )}
      </div>
      <ul className="punches" aria-label={text.punches}>
        {punches.map((punch) => (
          <PunchMark key={punch.of} punch={punch} news={news.length} />
        ))}
      </ul>
    </section>
  );
}

/** Why this is the next thing to do. */
function sentenceOf({ says }: OpenPunch, news: CheckUp['news'], left: number): string {
  if (says === 'noCodes') return say('security.warnMissing');
  if (says === 'fewCodes') return say('security.warnFew', { left });
  if (says !== 'news') return say(`passNext.${says}`);
  const first = news.slice(0, 3).map(describeSession).join(', ');
  const more = { names: first, count: news.length - 3 };
  const names = more.count > 0 ? say('checklist.andMore', more) : first;
  return say('checklist.new', { days: NEW_DAYS, names });
}

const PunchMark = ({ punch: { isPunched, says, to }, news }: { punch: Punch; news: number }) => (
  <li>
    <a href={to} className={isPunched ? 'punched' : 'open'}>
      <span className="hole">{isPunched && <Icon name="check" />}</span>
      <span>{says === 'news' ? say('punches.news', { count: news }) : say(`punches.${says}`)}</span>
      <span className="sr">{say(isPunched ? 'pass.isPunched' : 'pass.isOpen')}</span>
    </a>
  </li>
);
