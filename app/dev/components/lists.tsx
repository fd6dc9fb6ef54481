import type { Activity } from '#lib/assembly/activity';
import { ALL_THINGS } from '#lib/product/resources';
import type { Access } from '#lib/sharing/list-access';
import { SignOutButton } from '#ui/account-shell';
import { AccountState } from '#ui/account-state';
import { ActivityList, GroupedActivity } from '#ui/activity-list';
import { CompanyLink } from '#ui/company-link';
import { DevMailbox } from '#ui/dev-mailbox';
import { Filled } from '#ui/filled';
import { Notice } from '#ui/notice';
import { NoticeProvider } from '#ui/notice-provider';
import { OtherFactors } from '#ui/other-factors';
import { Pages } from '#ui/pages';
import { ConsentButtons } from '#ui/scope-list';
import { AccessList } from '#ui/sharing/access-list';
import { PersonActions } from '#ui/sharing/person-actions';
import { ReadFields } from '#ui/things/read-fields';
import { Ago, Time } from '#ui/time';
import { Timeline } from '#ui/timeline';
import { takeAll } from './acts';
import { InState, Part } from './part';
import { AN_HOUR_AGO, LONG_AGO, LONG_EMAIL, LONG_NAME, LONG_WORD } from './samples';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const EVENT: Activity = {
  id: '1',
  at: AN_HOUR_AGO,
  type: 'authn_login_success',
  sessionId: null,
  address: '198.51.100.7',
  userAgent: FIREFOX,
  byAnother: null,
  says: 'You signed in',
  isOfThing: false,
};
const EVENTS: Activity[] = [
  EVENT,
  { ...EVENT, id: '2', at: LONG_AGO, says: `You shared “${LONG_NAME}”`, isOfThing: true },
  { ...EVENT, id: '3', says: LONG_WORD, address: '', byAnother: 'support' },
];
const ADA: Access = {
  address: 'ada@example.com',
  relation: 'owner',
  how: 'made',
  by: null,
  at: AN_HOUR_AGO,
  isViewer: true,
  isOffered: false,
};
const PEOPLE: Access[] = [
  ADA,
  {
    ...ADA,
    address: LONG_EMAIL,
    relation: 'editor',
    how: 'shared',
    by: ADA.address,
    isViewer: false,
  },
];
/** Whichever the product has: some components are about one. */
const [RESOURCE] = ALL_THINGS;
const ACTS = { changeRole: takeAll, remove: takeAll, offer: takeAll, withdraw: takeAll };

/** What a page tells, and the lists that it is made of: empty, filled and at their longest. */
export const ListStates = () => (
  <>
    <Part id="notices" title="Notices">
      <InState name="Notice, done">
        <NoticeProvider told={{ kind: 'done', text: 'It is saved.' }}>
          <Notice />
        </NoticeProvider>
      </InState>
      <InState name="Notice, of something else">
        <NoticeProvider told={{ kind: 'note', text: `It was changed meanwhile. ${LONG_WORD}` }}>
          <Notice />
        </NoticeProvider>
      </InState>
      <InState name="CompanyLink">
        <p className="notice">
          <CompanyLink says="Your company has a way in." href="#notices" goOn="Go on" />
        </p>
      </InState>
      <InState name="DevMailbox">
        <DevMailbox />
      </InState>
    </Part>
    <Part id="lists" title="Lists">
      <InState name="ActivityList">
        <ActivityList activity={EVENTS} zone="Europe/Berlin" />
      </InState>
      <InState name="GroupedActivity">
        <GroupedActivity activity={EVENTS} most={1} />
      </InState>
      <InState name="Timeline">
        <Timeline activity={EVENTS} zone="Europe/Berlin" />
      </InState>
      <InState name="AccessList, PersonActions">
        <AccessList people={PEOPLE} zone="UTC" action={actsOf} />
      </InState>
      <InState name="Pages, in the middle">
        <Pages of="things" path="#lists" place="1" next="2" />
      </InState>
      <InState name="Pages, none there">
        <Pages of="things" path="#lists" place={null} next={null} />
      </InState>
      {RESOURCE && (
        <InState name="ReadFields, filled and empty">
          <ReadFields of={RESOURCE} values={{ title: LONG_NAME, text: `${LONG_WORD}\n\nTwo.` }} />
          <ReadFields of={RESOURCE} values={{ title: LONG_NAME, text: '' }} />
        </InState>
      )}
    </Part>
    <Part id="words" title="Words">
      <InState name="Time, Ago">
        <p>
          <Time at={LONG_AGO} zone="Asia/Kathmandu" /> · <Time at={AN_HOUR_AGO} isExact /> ·{' '}
          <Ago at={AN_HOUR_AGO} /> · <Ago at={LONG_AGO} />
        </p>
      </InState>
      <InState name="Filled">
        <p>
          <Filled of="In {one} is {two}." parts={{ one: <b>a sentence</b>, two: LONG_WORD }} />
        </p>
      </InState>
      <InState name="AccountState, open, shut, shut until">
        <p>
          <AccountState user={{ disabledAt: null, disabledUntil: null }} zone="UTC" />
        </p>
        <p>
          <AccountState user={{ disabledAt: LONG_AGO, disabledUntil: null }} zone="UTC" />
        </p>
      </InState>
      <InState name="OtherFactors">
        <OtherFactors path="#words" others={FACTORS} />
      </InState>
      <InState name="ConsentButtons">
        <ConsentButtons fields={{}} allow={takeAll} deny={takeAll} />
      </InState>
      <InState name="SignOutButton (it signs out)">
        <SignOutButton />
      </InState>
    </Part>
  </>
);

const actsOf = (person: Access) =>
  RESOURCE && <PersonActions thing={{ of: RESOURCE, id: '1' }} person={person} actions={ACTS} />;
const FACTORS = [
  { kind: 'totp', title: 'Use the app' },
  { kind: 'passkey', title: 'Use a passkey' },
];
