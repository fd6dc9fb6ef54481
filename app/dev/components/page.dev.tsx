import { notFound } from 'next/navigation';
import { env } from '#lib/env';
import { siteName } from '#lib/product/brand';
import { textsOf } from '#texts/say';
import { PageTop } from '#ui/page-top';
import { SiteFooter } from '#ui/site-footer';
import { Heading } from '#ui/title';
import { ChartStates } from './charts';
import { FieldStates } from './fields';
import { FormStates } from './forms';
import { FrameStates } from './frame';
import { ListStates } from './lists';
import { NOT_SHOWN } from './not-shown';
import { Still } from './still';
import './components.css';

const PARTS = [
  'buttons',
  'forms',
  'fields',
  'secrets',
  'notices',
  'lists',
  'words',
  'charts',
  'frame',
  'not-shown',
];

/**
 * Every component in its states, for those who change the look. In development and on this machine only: a build of production
 * leaves out each page that is called so (next.config.mjs).
 */
export default function ComponentsPage() {
  if (!env().isLoopback) notFound();
  const text = {
    codeForms: textsOf('codeForms'),
    forgotPasswordForm: textsOf('forgotPasswordForm'),
    removePasskeyForm: textsOf('removePasskeyForm'),
  };
  return (
    <div className="gate">
      <PageTop site={siteName()} skip="Skip to the components" />
      <main id="main" tabIndex={-1} className="wide stack" lang="en" dir="ltr">
        <Heading>Components</Heading>
        <p className="lead">
          Every part of the look, in its states. Choose the theme of your system, the language of
          your browser and the width of the window to see the rest.
        </p>
        <nav className="places" aria-label="Parts">
          {PARTS.map((id) => (
            <a key={id} href={`#${id}`}>
              {id.replace('-', ' ')}
            </a>
          ))}
        </nav>
        <Still>
          <FormStates text={text} />
          <FieldStates />
          <ListStates />
          <ChartStates />
          <FrameStates />
        </Still>
        <section id="not-shown" className="card stack" aria-labelledby="not-shown-title">
          <h2 id="not-shown-title">Not shown here</h2>
          <ul className="plain stack-s">
            {Object.entries(NOT_SHOWN).map(([name, why]) => (
              <li key={name}>
                <b>{name}</b> {why}.
              </li>
            ))}
          </ul>
        </section>
      </main>
      <SiteFooter />
    </div>
  );
}
