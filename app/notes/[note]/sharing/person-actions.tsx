import type { Access } from '#lib/notes/list-access';
import {
  changeRoleAction,
  offerNoteAction,
  removeShareAction,
  withdrawOfferAction,
} from './actions';

type Props = { id: string; person: Access };

/** What the owner of a note can do about one of the people in its list. */
export function PersonActions({ id, person }: Props) {
  if (person.relation === 'owner') return null;
  return (
    <div className="actions">
      <form action={changeRoleAction} className="actions">
        <Which id={id} person={person} />
        <select
          name="role"
          className="input input-s"
          defaultValue={person.relation}
          key={person.relation}
          aria-label={`Role of ${person.address}`}
        >
          <option value="viewer">Viewer</option>
          <option value="editor">Editor</option>
        </select>
        <Button says="Save role" of={person} />
      </form>
      {person.isOffered ? (
        <form action={withdrawOfferAction}>
          <Which id={id} person={person} />
          <Button says="Withdraw offer" of={person} />
        </form>
      ) : (
        <form action={offerNoteAction}>
          <Which id={id} person={person} />
          <Button says="Offer ownership" of={person} />
        </form>
      )}
      <form action={removeShareAction}>
        <Which id={id} person={person} />
        <Button says="Remove" of={person} isDanger />
      </form>
    </div>
  );
}

/** The one they are is told by the address that the list shows, and by nothing else. */
const Which = ({ id, person }: Props) => (
  <>
    <input type="hidden" name="note" value={id} />
    <input type="hidden" name="email" value={person.address} />
  </>
);

const Button = ({ says, of, isDanger }: { says: string; of: Access; isDanger?: boolean }) => (
  <button type="submit" className={`btn btn-s ${isDanger ? 'btn-danger' : 'btn-quiet'}`}>
    {says}
    <span className="sr"> of {of.address}</span>
  </button>
);
