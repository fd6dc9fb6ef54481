import type { Access } from '#lib/notes/list-access';
import { say } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import {
  changeShareRoleAction,
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
      <ButtonForm action={changeShareRoleAction} className="actions">
        <Which id={id} person={person} />
        <select
          name="role"
          className="input input-s"
          defaultValue={person.relation}
          key={person.relation}
          aria-label={say('sharing.roleOf', { address: person.address })}
        >
          <option value="viewer">{say('sharing.viewer')}</option>
          <option value="editor">{say('sharing.editor')}</option>
        </select>
        <Button says={say('sharing.saveRole')} of={person} />
      </ButtonForm>
      {person.isOffered ? (
        <ButtonForm action={withdrawOfferAction}>
          <Which id={id} person={person} />
          <Button says={say('sharing.withdraw')} of={person} />
        </ButtonForm>
      ) : (
        <ButtonForm action={offerNoteAction}>
          <Which id={id} person={person} />
          <Button says={say('sharing.offer')} of={person} />
        </ButtonForm>
      )}
      <ButtonForm action={removeShareAction}>
        <Which id={id} person={person} />
        <Button says={say('sharing.remove')} of={person} isDanger />
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
    of={say('sharing.of', { address: of.address })}
    className={`btn-s ${isDanger ? 'btn-danger' : 'btn-quiet'}`}
  />
);
