import type { Problem } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { described, Label, problemAt } from '#ui/label';

const ROLES = ['viewer', 'editor'] as const;

type Props = {
  text: Texts['shareForm'];
  role: string | undefined;
  problems?: Problem[] | undefined;
};

/** Which role somebody gets. */
export function RoleSelect({ text, role = 'viewer', problems }: Props) {
  const about = { id: 'role', hint: undefined, problem: problemAt(problems, 'role') };
  return (
    <div className="field">
      <Label label={text.role} {...about} />
      <select
        id={about.id}
        name="role"
        className="input"
        defaultValue={role}
        key={role}
        {...described(about)}
      >
        {ROLES.map((value) => (
          <option key={value} value={value}>
            {text[value]}
          </option>
        ))}
      </select>
    </div>
  );
}
