import { begin, sayRelation } from '#lib/permissions/called';
import type { Access } from '#lib/sharing/list-access';
import type { Thing } from '#lib/things/access';
import { say } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';

type Act = (formData: FormData) => Promise<void>;
/** What the owner of a thing can do about one of the people in its list. */
export type PeopleActions = { changeRole: Act; remove: Act; offer: Act; withdraw: Act };
type Props = { thing: Thing; person: Access; actions: PeopleActions };

export function PersonActions({ thing, person, actions }: Props) {
  if (person.relation === 'owner') return null;
  const which = <Which thing={thing} person={person} />;
  return (
    <div className="actions">
      <ButtonForm action={actions.changeRole} className="actions">
        {which}
        <select
          name="role"
          className="input input-s"
          defaultValue={person.relation}
          key={person.relation}
          aria-label={say('sharing.roleOf', { address: person.address })}
        >
          {thing.of.gives.map((role) => (
            <option key={role} value={role}>
              {begin(sayRelation(role))}
            </option>
          ))}
        </select>
        <Button says={say('sharing.saveRole')} of={person} />
      </ButtonForm>
      {person.isOffered ? (
        <ButtonForm action={actions.withdraw}>
          {which}
          <Button says={say('sharing.withdraw')} of={person} />
        </ButtonForm>
      ) : (
        <ButtonForm action={actions.offer}>
          {which}
          <Button says={say('sharing.offer')} of={person} />
        </ButtonForm>
      )}
      <ButtonForm action={actions.remove}>
        {which}
        <Button says={say('sharing.remove')} of={person} isDanger />
      </ButtonForm>
    </div>
  );
}

/** The one they are is told by the address that the list shows, and by nothing else. */
const Which = ({ thing: { of, id }, person }: Pick<Props, 'thing' | 'person'>) => (
  <>
    <input type="hidden" name={of.kind} value={id} />
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
