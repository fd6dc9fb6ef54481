import { person } from '../gatehouse';

export default async function Home() {
  const somebody = await person();
  if (!somebody) return <a href="/sign-in">Sign in with Gatehouse</a>;
  return (
    <form method="post" action="/sign-out">
      <p>
        Signed in as {somebody.name}, {somebody.email}.
      </p>
      <button type="submit">Sign out</button>
    </form>
  );
}
