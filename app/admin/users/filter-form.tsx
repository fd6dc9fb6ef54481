import { PEOPLE_STATES, type PeopleState } from '#lib/admin/people/filter';
import { sayRole } from '#lib/permissions/called';
import { ROLES } from '#lib/resource';
import { say } from '#texts/say';
import type { AskedPeople } from './filter';

type FormProps = {
  asked: AskedPeople;
  /** Whether the viewer may know which of the staff has no second factor. */
  knowsStaff: boolean;
};

/** A plain form that is sent with GET: whom one looks at stands in the address and can be passed on. */
export function PeopleFilterForm({ asked: { values, problems }, knowsStaff }: FormProps) {
  return (
    <search>
      <form className="sift" method="get" action="/admin/users" noValidate>
        <div className="field sift-text">
          <label htmlFor="q">{say('users.find')}</label>
          <input
            id="q"
            name="q"
            type="search"
            className="input"
            defaultValue={values.q ?? ''}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
          />
        </div>
        <Choice
          name="role"
          label={say('userFilter.role')}
          chosen={values.role}
          problem={problems.role}
          options={ROLES.map((role) => [role, sayRole(role)])}
        />
        <Choice
          name="state"
          label={say('userFilter.state')}
          chosen={values.state}
          problem={problems.state}
          options={PEOPLE_STATES.map((state) => [state, sayState(state, knowsStaff)])}
        />
        <button type="submit" className="btn btn-primary">
          {say('userFilter.apply')}
        </button>
      </form>
    </search>
  );
}

const sayState = (state: PeopleState, knowsStaff: boolean) =>
  say(state === 'no-factor' && !knowsStaff ? 'userFilter.membersOnly' : `userFilter.${state}`);

type ChoiceProps = {
  name: string;
  label: string;
  chosen: string | undefined;
  problem: string | undefined;
  options: [value: string, says: string][];
};

const Choice = ({ name, label, chosen = '', problem, options }: ChoiceProps) => (
  <div className="field">
    <label htmlFor={name}>{label}</label>
    <select
      id={name}
      name={name}
      className="input"
      defaultValue={chosen}
      {...(problem && { 'aria-invalid': true, 'aria-describedby': `${name}-error` })}
    >
      <option value="">{say('userFilter.all')}</option>
      {options.map(([value, says]) => (
        <option key={value} value={value}>
          {says}
        </option>
      ))}
    </select>
    {problem && (
      <p id={`${name}-error`} className="error" role="alert">
        {problem}
      </p>
    )}
  </div>
);
