import { Pass } from '#ui/pass';
import { Heading } from '#ui/title';

export default function NotFoundPage() {
  return (
    <div className="gate">
      <Pass>
        <Heading>There is no such page</Heading>
        <p>It may have been moved, the address may be mistyped, or it is not yours to see.</p>
        <a className="btn btn-quiet" href="/">
          Go to the start page
        </a>
      </Pass>
    </div>
  );
}
