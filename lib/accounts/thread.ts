import 'server-only';
import { parentPort, Worker } from 'node:worker_threads';
import { singleton } from '#lib/singleton';

type Answer = { nth: number; value?: unknown; fault?: string };
type Waiting = { answer: (value: never) => void; fail: (reason: Error) => void };
export type Thread = { thread: Worker; waiting: Map<number, Waiting> };

const state = () => singleton('threads', () => ({ asked: 0, running: new Map<string, Thread>() }));

/**
 * What the thread of this file answers to a question: work that would hold up everybody else. It starts at the first
 * question and lets the process end when nothing is asked; `place` names one of several. Rejects where answering failed, and
 * where the thread has died: the next question has another.
 */
export function askThread<Value>(path: string, question: object, place = 0): Promise<Value> {
  const nth = state().asked++;
  const { thread, waiting } = startThread(path, place);
  return new Promise((answer, fail) => {
    waiting.set(nth, { answer, fail });
    thread.ref();
    thread.postMessage({ nth, question });
  });
}

/** Starts the thread, so that the first who asks does not wait for it. */
export function startThread(path: string, place = 0): Thread {
  const name = `${path} ${place}`;
  const { running } = state();
  const started = running.get(name) ?? newThread(path, () => running.delete(name));
  running.set(name, started);
  return started;
}

function newThread(path: string, forget: () => void): Thread {
  // The file runs as it is: the bundler has nothing to do with it.
  const thread = new Worker(/* turbopackIgnore: true */ path, {
    execArgv: ['--conditions=react-server'],
  });
  const waiting: Thread['waiting'] = new Map();
  thread.unref();
  thread.on('message', ({ nth, value, fault }: Answer) => {
    const asked = waiting.get(nth);
    waiting.delete(nth);
    if (fault === undefined) asked?.answer(value as never);
    else asked?.fail(new Error(fault));
    if (waiting.size === 0) thread.unref();
  });
  const end = (reason: Error) => {
    forget();
    for (const { fail } of waiting.values()) fail(reason);
    waiting.clear();
  };
  thread.on('error', end);
  thread.on('exit', () => end(new Error('The thread ended.')));
  return { thread, waiting };
}

/** To be called in the file of a thread: answers every question in this way. */
export function answerQuestions<Question>(answer: (question: Question) => unknown) {
  parentPort?.on('message', async ({ nth, question }: { nth: number; question: Question }) => {
    const said = await Promise.resolve()
      .then(() => answer(question))
      .then(
        (value) => ({ nth, value }),
        (error: Error) => ({ nth, fault: error.message }),
      );
    parentPort?.postMessage(said satisfies Answer);
  });
}
