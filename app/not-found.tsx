import { Pass } from '#ui/pass';

export default function NotFoundPage() {
  return (
    <div className="gate">
      <title>Not found · Gatehouse</title>
      <Pass>
        <h1>There is no such page</h1>
        <p>It may have been moved, the address may be mistyped, or it is not yours to see.</p>
        <a className="btn btn-quiet" href="/">
          Go to the start page
        </a>
      </Pass>
    </div>
  );
}
