'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { FormState, Problem } from '#forms/problem';
import { fill } from '#texts/fill';
import { useCommonText } from '#ui/common-text';
import { CompanyLink } from '#ui/company-link';
import { MadeFor } from '#ui/form-mark';
import { useNotice } from '#ui/notice-provider';
import { SubmitButton } from '#ui/submit-button';
import { Title } from '#ui/title';

type Props = {
  title: string;
  state: FormState;
  action: (formData: FormData) => void;
  /** It is being sent in. */
  onSubmit?: () => void;
  isPending: boolean;
  /** What the button does, and says while it is being done; none where a script sends the form. */
  submit: [says: string, whilePending: string] | false;
  /** One of several things on its page, which has a heading of its own. */
  isSection?: boolean;
  /** That heading, which is the title of the document. One of several forms leaves it to the page: null. */
  page?: string | null;
  /** What cannot be taken back. */
  isDanger?: boolean;
  /** Between the heading and the first field. */
  intro?: ReactNode;
  /** Fields whose id is not their name. */
  ids?: Record<string, string>;
  /** Under the button: another that sends the same form for something else. */
  after?: ReactNode;
  children: ReactNode;
};

/** A form with its heading, its summary of what is wrong, and the one button that says what it does. */
export function Form({
  title,
  state,
  action,
  onSubmit,
  isPending,
  submit,
  isSection,
  page = title,
  isDanger,
  intro,
  ids,
  after,
  children,
}: Props) {
  return (
    <>
      {page !== null && <Title of={page} isRefused={state.problems !== undefined} />}
      <Problems state={state} ids={ids} />
      {isSection ? <h2>{title}</h2> : <h1>{title}</h1>}
      {intro}
      <form
        action={action}
        onSubmit={(event) => (isPending ? event.preventDefault() : onSubmit?.())}
        noValidate
        className="stack"
        aria-label={title}
      >
        <MadeFor />
        {children}
        {submit && (
          <SubmitButton
            says={submit[0]}
            whilePending={submit[1]}
            className={`btn-full ${isDanger ? 'btn-danger' : 'btn-primary'}`}
            isPending={isPending}
          />
        )}
        {after}
      </form>
    </>
  );
}

/** What is wrong, in one place, each linked to its field. Takes the focus when it appears. */
export function Problems({
  state,
  ids = {},
}: {
  state: FormState;
  ids?: Record<string, string> | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  const heading = useId();
  const { forget } = useNotice();
  const common = useCommonText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer
  useEffect(() => {
    if (!state.problems) return;
    forget();
    box.current?.focus();
  }, [state]);
  if (!state.problems) return null;
  return (
    <div
      ref={box}
      className="summary stack-s"
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: without JavaScript it would stay out of sight on a long page
      autoFocus
      aria-labelledby={heading}
    >
      <h2 id={heading}>{common.problem}</h2>
      <ul className="stack-s">
        {state.problems.map(({ text, field, isUnmarked, way }) => (
          <li key={text}>
            {field ? (
              <a href={`#${ids[field] ?? field}`}>{isUnmarked ? text : brief(text)}</a>
            ) : (
              text
            )}
            {way && <WayOn way={way} />}
          </li>
        ))}
      </ul>
      {state.offer && (
        <p>
          <CompanyLink {...state.offer} />
        </p>
      )}
    </div>
  );
}

/** The first sentence: what stands at the field says all of it. */
const brief = (text: string) => text.match(/^.+?[.!?](?= \p{Lu})/u)?.[0] ?? text;

/** Beside this page, for what was typed stays in it. */
function WayOn({ way: [href, what] }: { way: NonNullable<Problem['way']> }) {
  const { newTab } = useCommonText();
  return (
    <>
      {' '}
      <a href={href} target="_blank" rel="noreferrer">
        {fill(newTab, { what })}
      </a>
    </>
  );
}
