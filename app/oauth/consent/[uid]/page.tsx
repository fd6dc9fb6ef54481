import { redirect } from 'next/navigation';
import { type ConsentRequest, findRequest, isProvenFor } from '#lib/oauth/consent';
import { hasRequestBinding } from '#lib/oauth/request-binding';
import { setResponse } from '#lib/request/context';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { SignOutButton } from '#ui/account-shell';
import { AuthCard } from '#ui/auth-card';
import { Filled } from '#ui/filled';
import { FormsFor } from '#ui/forms-for';
import { ConsentButtons, ScopeList } from '#ui/scope-list';
import { Heading, Title } from '#ui/title';
import { allowAction, denyAction } from './actions';

type Props = { params: Promise<{ uid: string }> };

export default async function ConsentPage({ params }: Props) {
  const viewer = await requireRecentViewer('client:let-in');
  const { uid } = await params;
  const request = (await hasRequestBinding(uid)) ? await findRequest(uid) : null;
  if (!request) setResponse({ status: 410 });
  if (request && !request.answeredAt && !(await isProvenFor(viewer, request)))
    redirect(`/confirm?${new URLSearchParams({ next: `/oauth/consent/${uid}` })}`);
  return (
    <FormsFor viewer={viewer}>
      <div className="gate">
        <AuthCard aside={<SignOutButton />}>
          {request === null && <Over />}
          {request?.answeredAt && <Answered at={request.answeredAt} goesTo={request.goesTo} />}
          {request && !request.answeredAt && (
            <Question uid={uid} request={request} user={viewer.user} />
          )}
        </AuthCard>
      </div>
    </FormsFor>
  );
}

type Asked = { uid: string; request: ConsentRequest; user: { email: string } };

function Question({ uid, request, user }: Asked) {
  const { name } = request.client;
  const { title, asks } = textsOf('consent');
  return (
    <>
      <Title of={say('consent.title', { name })} />
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
      <ScopeList wish={request} />
      <p className="hint">{say('consent.end')}</p>
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
