import { redirect } from 'next/navigation';
import { isProvenFor, wantsAnother } from '#lib/oauth/consent';
import { type ConsentRequest, findRequest } from '#lib/oauth/consent-request';
import { documentHost } from '#lib/oauth/documents/address';
import { hasRequestBinding } from '#lib/oauth/request-binding';
import { answerUnasked } from '#lib/oauth/unasked';
import { currentRequest, setResponse } from '#lib/request/context';
import { requireRecentViewer, requireViewer } from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import { say, textsOf } from '#texts/say';
import { SignOutButton } from '#ui/account-shell';
import { AuthCard } from '#ui/auth-card';
import { Avatar } from '#ui/avatar';
import { Filled } from '#ui/filled';
import { FormsFor } from '#ui/forms-for';
import { PostForm } from '#ui/post-form';
import { ConsentButtons, ScopeList } from '#ui/scope-list';
import { Heading, Title } from '#ui/title';
import { allowAction, denyAction } from './actions';

type Props = { params: Promise<{ uid: string }> };

export default async function ConsentPage({ params }: Props) {
  const viewer = await requireViewer('client:let-in');
  const { uid } = await params;
  const request = (await hasRequestBinding(uid)) ? await requestAfter(viewer, uid) : null;
  if (!request) setResponse({ status: 410 });
  return (
    <FormsFor viewer={viewer}>
      <div className="gate">
        <AuthCard aside={request ? <AsAnother uid={uid} /> : <SignOutButton />}>
          {request ? await stateOf(viewer, uid, request) : <Over />}
        </AuthCard>
      </div>
    </FormsFor>
  );
}

/** A person who has just signed in goes on at once where the site asks nothing more. */
async function requestAfter(viewer: Viewer, uid: string) {
  // A prefetch signs nobody in.
  if (!currentRequest()?.isPrefetch) await answerUnasked(viewer, uid);
  return findRequest(uid);
}

/** The question, its answer, or why there is no question. */
async function stateOf(viewer: Viewer, uid: string, request: ConsentRequest) {
  if (request.answeredAt) return <Answered at={request.answeredAt} goesTo={request.goesTo} />;
  await requireRecentViewer('client:let-in');
  if (wantsAnother(viewer, request)) return <Another request={request} user={viewer.user} />;
  if (!(await isProvenFor(viewer, request)))
    redirect(`/confirm?${new URLSearchParams({ next: `/oauth/consent/${uid}` })}`);
  return <Question uid={uid} request={request} user={viewer.user} />;
}

/** Signs out, and comes back to this request by the sign-in. */
const AsAnother = ({ uid }: { uid: string }) => (
  <PostForm
    action="/sign-out"
    says={say('consentOther.submit')}
    whilePending={say('frame.signingOut')}
    className="btn-quiet btn-s"
  >
    <input type="hidden" name="next" value={`/oauth/consent/${uid}`} />
  </PostForm>
);

type Asked = { uid: string; request: ConsentRequest; user: { email: string } };

/** The site means somebody else: nothing can be allowed as this person. */
const Another = ({ request, user }: Omit<Asked, 'uid'>) => (
  <>
    <Heading>{say('consentOther.title')}</Heading>
    <p>
      <Filled
        of={textsOf('consentOther').why}
        parts={{ name: <bdi>{request.client.name}</bdi>, email: <b>{user.email}</b> }}
      />
    </p>
    <p>{say('consentOther.what')}</p>
  </>
);

function Question({ uid, request, user }: Asked) {
  const { name } = request.client;
  const { title, asks, published } = textsOf('consent');
  const host = documentHost(request.client.id);
  return (
    <>
      <Title of={say('consent.title', { name })} />
      <Avatar id={request.client.id} name={name} />
      <h1>
        <Filled of={title} parts={{ name: <bdi>{name}</bdi> }} />
      </h1>
      <p>
        <Filled
          of={asks}
          parts={{
            email: <b>{user.email}</b>,
            name: <bdi>{name}</bdi>,
            place: <b className="mono">{request.goesTo}</b>,
          }}
        />
      </p>
      {host && (
        <p>
          <Filled of={published} parts={{ host: <b className="mono">{host}</b> }} />
        </p>
      )}
      <ScopeList wish={request} />
      {request.client.kind === 'native' && <p className="hint">{say('consent.end')}</p>}
      <ConsentButtons fields={{ uid }} allow={allowAction} deny={denyAction} />
    </>
  );
}

/** The answer is carried by a new page load: a form may not lead to another site. */
function Answered({ at, goesTo }: { at: string; goesTo: string }) {
  const { pathname } = new URL(at);
  const link = <a href={pathname}>{say('consentAnswered.link', { place: goesTo })}</a>;
  return (
    <>
      <meta httpEquiv="refresh" content={`0;url=${pathname}`} />
      <Heading>{say('consentAnswered.title')}</Heading>
      <p>
        <Filled of={textsOf('consentAnswered').next} parts={{ link }} />
      </p>
    </>
  );
}

const Over = () => (
  <>
    <Heading>{say('consentOver.title')}</Heading>
    <p>{say('consentOver.why')}</p>
    <p>{say('consentOver.again')}</p>
  </>
);
