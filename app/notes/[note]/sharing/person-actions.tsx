import type { Access } from '#lib/notes/list-access';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
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
      <ButtonForm action={changeRoleAction} className="actions">
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
      </ButtonForm>
      {person.isOffered ? (
        <ButtonForm action={withdrawOfferAction}>
          <Which id={id} person={person} />
          <Button says="Withdraw offer" of={person} />
        </ButtonForm>
      ) : (
        <ButtonForm action={offerNoteAction}>
          <Which id={id} person={person} />
          <Button says="Offer ownership" of={person} />
        </ButtonForm>
      )}
      <ButtonForm action={removeShareAction}>
        <Which id={id} person={person} />
        <Button says="Remove" of={person} isDanger />
      </ButtonForm>
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
  <SubmitButton
    says={says}
    of={`of ${of.address}`}
    className={`btn-s ${isDanger ? 'btn-danger' : 'btn-quiet'}`}
  />
);
