import { redirect } from 'next/navigation';
import { type ConsentRequest, findRequest } from '#lib/oauth/consent';
import { hasRequestBinding } from '#lib/oauth/request-binding';
import { setResponse } from '#lib/request/context';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { SignOutButton } from '#ui/account-shell';
import { AuthCard } from '#ui/auth-card';
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
  if (request && !request.answeredAt && viewer.session.authenticatedAt < request.authenticatedSince)
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
  return (
    <>
      <Title of={`Let ${name} in?`} />
      <h1>
        Let <bdi>{name}</bdi> in?
      </h1>
      <p>
        You are signed in as <b>{user.email}</b>. <bdi>{name}</bdi> asks to use this account; the
        answer goes to <b className="mono">{request.goesTo}</b>.
      </p>
      <ScopeList wish={request} />
      <p className="hint">You can end this at any time under Sessions.</p>
      <ConsentButtons fields={{ uid }} allow={allowAction} deny={denyAction} />
    </>
  );
}

/** The answer is carried by a new page load: a form may not lead to another site. */
function Answered({ at, goesTo }: { at: string; goesTo: string }) {
  const { pathname } = new URL(at);
  return (
    <>
      <meta httpEquiv="refresh" content={`0;url=${pathname}`} />
      <Heading>Your answer is on its way</Heading>
      <p>
        If nothing happens, <a href={pathname}>go on to {goesTo}</a>.
      </p>
    </>
  );
}

const Over = () => (
  <>
    <Heading>This request is over</Heading>
    <p>It was answered, it took too long, or it was begun in another browser.</p>
    <p>Go back to the program and begin again. Nothing was given away here.</p>
  </>
);
