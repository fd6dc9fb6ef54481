'use client';

import type { FormState } from '#forms/problem';

/** What a form of this page does: nothing leaves the browser. It waits a moment, as a server does. */
const moment = () => new Promise((done) => setTimeout(done, 800));

/** Refuses whatever is sent, and gives it back. */
export async function refuseAll(_: FormState, formData: FormData): Promise<FormState> {
  await moment();
  const values = Object.fromEntries([...formData].map(([name, value]) => [name, String(value)]));
  return { problems: [{ text: 'Refused, as everything here.' }], values };
}

/** Takes whatever is sent. */
export async function takeAll(): Promise<void> {
  await moment();
}

/** Fails on the way. */
export async function breakOff(): Promise<void> {
  await moment();
  throw new Error('no answer');
}
