import type { Problem } from '#forms/problem';
import { described, Label, problemAt } from '#ui/label';

const ROLES = [
  ['viewer', 'Viewer: can read'],
  ['editor', 'Editor: can read and write'],
] as const;

type Props = {
  id: string;
  label: string;
  role: string | undefined;
  problems?: Problem[] | undefined;
};

/** Which role somebody gets. */
export function RoleSelect({ id, label, role = 'viewer', problems }: Props) {
  const about = { id, hint: undefined, problem: problemAt(problems, 'role') };
  return (
    <div className="field">
      <Label label={label} {...about} />
      <select
        id={id}
        name="role"
        className="input"
        defaultValue={role}
        key={role}
        {...described(about)}
      >
        {ROLES.map(([value, says]) => (
          <option key={value} value={value}>
            {says}
          </option>
        ))}
      </select>
    </div>
  );
}
