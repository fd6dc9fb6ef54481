import type { FormState } from '#forms/problem';
import { described, Label, problemAt } from '#ui/label';

/** A role that can be given, and what it lets somebody do. Sent to the browser. */
export type ShownRole = { name: string; says: string };

type Props = { label: string; roles: ShownRole[]; state: FormState };

/** Which role somebody gets. */
export function RoleSelect({ label, roles, state }: Props) {
  const about = { id: 'role', hint: undefined, problem: problemAt(state.problems, 'role') };
  const role = state.values?.['role'] ?? roles[0]?.name;
  return (
    <div className="field">
      <Label label={label} {...about} />
      <select
        id={about.id}
        name="role"
        className="input"
        defaultValue={role}
        key={role}
        {...described(about)}
      >
        {roles.map(({ name, says }) => (
          <option key={name} value={name}>
            {says}
          </option>
        ))}
      </select>
    </div>
  );
}
