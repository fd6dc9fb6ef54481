import type { ReactNode } from 'react';
import type { Problem } from '#forms/problem';

type Props = {
  id: string;
  label: string;
  hint?: ReactNode;
  problem: string | undefined;
};

/**
 * What stands above an input: its name, a hint, and what is wrong with it. Nothing there takes the focus: Tab goes
 * from input to input.
 */
export function Label({ id, label, hint, problem }: Props) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p className="error" id={`${id}-error`}>
          {problem}
        </p>
      )}
    </>
  );
}

/** What ties an input to what stands above it, for those who do not see it. */
export function described({ id, hint, problem }: Omit<Props, 'label'>) {
  const ids = [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ');
  return {
    'aria-invalid': problem ? true : undefined,
    'aria-describedby': ids || undefined,
  } as const;
}

export const problemAt = (problems: Problem[] | undefined, name: string) =>
  problems?.find(({ field, isUnmarked }) => field === name && !isUnmarked)?.text;
