'use client';

import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';

type Props = {
  says: string;
  /** What it says while it is being done. */
  whilePending?: string;
  /** What it is about, for those who do not see what it stands beside. */
  of?: string;
  /** A mark before its words. */
  children?: ReactNode;
  className?: string;
  /** Where it leads, if that is not where its form does. */
  to?: string;
  /** One of several buttons of its form: what is sent besides when it is the one that was pressed. */
  pressed?: { name: string; value: string };
  /** Where the form knows it by itself. */
  isPending?: boolean;
  /** It would be refused now. It can still be pressed: then the server says when. */
  isTooSoon?: boolean;
};

/** The one button that sends a form: it answers while it works, and does not send twice. */
export function SubmitButton({
  says,
  whilePending = `${says}…`,
  of,
  children,
  className,
  to,
  pressed,
  ...form
}: Props) {
  const { pending, data } = useFormStatus();
  const isPending = form.isPending || pending;
  const isDisabled = isPending || form.isTooSoon;
  return (
    <button
      type="submit"
      {...pressed}
      formAction={to}
      className={`btn ${className ?? 'btn-quiet'}`}
      aria-disabled={isDisabled || undefined}
      aria-busy={isPending || undefined}
      onClick={(event) => isPending && event.preventDefault()}
    >
      {children}
      {isPending && isPressed(pressed, data) ? whilePending : says}
      {of && <span className="sr"> {of}</span>}
    </button>
  );
}

/** Of several buttons of one form only the one that was pressed says that it works. */
const isPressed = (one: Props['pressed'], data: FormData | null) =>
  !one || data?.get(one.name) === one.value;
