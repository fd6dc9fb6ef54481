import {
  type LogoutRequest,
  queryForPage,
  readLogoutRequest,
  wayOnFrom,
} from '#lib/oauth/logout/request';
import type { Viewer } from '#lib/session/store';
import { getViewer } from '#lib/session/viewer';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { Filled } from '#ui/filled';
import { FormsFor } from '#ui/forms-for';
import { PostForm } from '#ui/post-form';
import { Heading } from '#ui/title';

type Props = { searchParams: Promise<Record<string, string | string[]>> };

/** What somebody sees whom a site has sent here to sign out: a question while they are signed in, then the way on. */
export default async function LogoutPage({ searchParams }: Props) {
  const given = Object.entries(await searchParams).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one]),
  );
  const viewer = await getViewer();
  // Nothing that stands here was shown by anybody: no hint is read.
  const asked = new URLSearchParams(given.filter(([name]) => name !== 'id_token_hint'));
  const request = await readLogoutRequest(asked);
  if (!viewer)
    return (
      <AuthCard>
        <Leaving request={request} />
      </AuthCard>
    );
  return (
    <FormsFor viewer={viewer}>
      <AuthCard>
        <Question viewer={viewer} request={request} />
      </AuthCard>
    </FormsFor>
  );
}

type Asked = { viewer: Viewer; request: LogoutRequest };

function Question({ viewer, request }: Asked) {
  const text = textsOf('logout');
  const { client, isWrong } = request;
  return (
    <>
      <Heading>{text.title}</Heading>
      <p>
        <Filled of={text.asks} parts={{ email: <b>{viewer.user.email}</b> }} />
      </p>
      {client && (
        <p>
          <Filled of={text.by} parts={{ name: <bdi>{client.name}</bdi> }} />
        </p>
      )}
      {isWrong && <p>{text.wrong}</p>}
      <p className="hint">{text.tells}</p>
      <PostForm
        action="/sign-out"
        says={say('frame.signOut')}
        whilePending={say('frame.signingOut')}
        className="btn-full"
      >
        <input type="hidden" name="asked" value={`?${queryForPage(request)}`} />
      </PostForm>
      <p>
        <a href="/dashboard">{text.stay}</a>
      </p>
    </>
  );
}

/** Leads on by a new page load: a form may not lead to another site. */
function Leaving({ request }: { request: LogoutRequest }) {
  const url = wayOnFrom(request);
  const text = textsOf('loggedOut');
  return (
    <>
      {url && <meta httpEquiv="refresh" content={`0;url=${url}`} />}
      <Heading>{text.title}</Heading>
      <p>{text.says}</p>
      {request.isWrong && <p>{text.wrong}</p>}
      <p>{url ? <Link url={url} /> : <a href="/sign-in">{text.again}</a>}</p>
    </>
  );
}

function Link({ url }: { url: string }) {
  const link = <a href={url}>{say('loggedOut.link', { place: new URL(url).host })}</a>;
  return <Filled of={textsOf('loggedOut').next} parts={{ link }} />;
}
