import type { AskedProof } from '#forms/problem';

type Props = { path: string; others: AskedProof['others'] };

/** Under the form that asks for one factor, the way to the same page that asks for another. */
export function OtherFactors({ path, others = [] }: Props) {
  if (others.length === 0) return null;
  const before = path.includes('?') ? '&' : '?';
  return (
    <p className="places">
      {others.map(({ kind, title }) => (
        <a key={kind} href={`${path}${before}by=${kind}`}>
          {title}
        </a>
      ))}
    </p>
  );
}
