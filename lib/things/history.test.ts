import { expect, test } from 'vitest';
import {
  addPerson,
  editNote,
  emailOf,
  relations,
  share,
  writeNote,
} from '#lib/product/notes/notes.test-support';
import { noteOf } from '#lib/product/notes/resource';
import { acceptOffer, declineOffer } from '#lib/sharing/answer-offer';
import { changeShareRole } from '#lib/sharing/change-role';
import { leaveThing } from '#lib/sharing/leave';
import { offerThing, withdrawOffer } from '#lib/sharing/offer';
import { removeShare } from '#lib/sharing/remove-share';
import { emptyTables } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';
import type { Actor } from '#lib/things/access';
import { readThing } from '#lib/things/read';

/** What a history should come to: who is what, and to whom it is offered. */
type Model = { is: Record<string, string>; offered: string | null };
type Step = {
  act: 'share' | 'role' | 'remove' | 'leave' | 'offer' | 'withdraw' | 'accept' | 'decline';
  who: string;
  whom: string;
  role: 'viewer' | 'editor';
};

const NAMES = ['ada', 'bob', 'cyd'];
const steps = fc.array(
  fc.record<Step>({
    act: fc.constantFrom(
      'share',
      'role',
      'remove',
      'leave',
      'offer',
      'withdraw',
      'accept',
      'decline',
    ),
    who: fc.constantFrom(...NAMES),
    whom: fc.constantFrom(...NAMES),
    role: fc.constantFrom('viewer', 'editor'),
  }),
  { maxLength: 24 },
);

const isOwner = ({ is }: Model, who: string) => is[who] === 'owner';
const isListed = ({ is }: Model, whom: string) => is[whom] !== undefined && is[whom] !== 'owner';

function takeOut(model: Model, name: string) {
  delete model.is[name];
  if (model.offered === name) model.offered = null;
}

/** Whether each act should happen, and what it should come to. */
const RULES: Record<
  Step['act'],
  { may: (model: Model, step: Step) => boolean; does: (model: Model, step: Step) => void }
> = {
  share: {
    may: (model, { who, whom }) => isOwner(model, who) && whom !== who,
    does: ({ is }, { whom, role }) => void Object.assign(is, { [whom]: role }),
  },
  role: {
    may: (model, { who, whom }) => isOwner(model, who) && isListed(model, whom),
    does: ({ is }, { whom, role }) => void Object.assign(is, { [whom]: role }),
  },
  remove: {
    may: (model, { who, whom }) => isOwner(model, who) && isListed(model, whom),
    does: (model, { whom }) => takeOut(model, whom),
  },
  leave: {
    may: (model, { who }) => isListed(model, who),
    does: (model, { who }) => takeOut(model, who),
  },
  offer: {
    may: (model, { who, whom }) => isOwner(model, who) && isListed(model, whom),
    does: (model, { whom }) => void Object.assign(model, { offered: whom }),
  },
  withdraw: {
    may: (model, { who }) => isOwner(model, who) && model.offered !== null,
    does: (model) => void Object.assign(model, { offered: null }),
  },
  accept: {
    may: ({ offered }, { who }) => offered === who,
    does: (model, { who }) => {
      for (const name of NAMES) if (isOwner(model, name)) model.is[name] = 'editor';
      Object.assign(model.is, { [who]: 'owner' });
      model.offered = null;
    },
  },
  decline: {
    may: ({ offered }, { who }) => offered === who,
    does: (model) => void Object.assign(model, { offered: null }),
  },
};

async function does(people: Record<string, Actor>, id: string, step: Step): Promise<boolean> {
  const viewer = people[step.who]!;
  const email = emailOf(step.whom);
  const { role } = step;
  const acts = {
    share: () => share(viewer, id, step.whom, role),
    role: () => changeShareRole(viewer, noteOf(id), { email, role }),
    remove: () => removeShare(viewer, noteOf(id), email),
    leave: () => leaveThing(viewer, noteOf(id)),
    offer: () => offerThing(viewer, noteOf(id), email),
    withdraw: () => withdrawOffer(viewer, noteOf(id)),
    accept: () => acceptOffer(viewer, noteOf(id)),
    decline: () => declineOffer(viewer, noteOf(id)),
  };
  const outcome = await acts[step.act]();
  return typeof outcome === 'boolean' ? outcome : outcome.ok;
}

/** That somebody may read and write exactly what the model says. */
async function checkRights({ is, offered }: Model, name: string, viewer: Actor, id: string) {
  const note = await readThing(viewer, noteOf(id));
  expect(note?.relation).toBe(is[name]);
  expect(note?.offeredAt != null).toBe(offered === name);
  const revision = note?.revision ?? 1;
  const edited = await editNote(viewer, id, { title: 'x', text: '', revision });
  expect(edited.ok).toBe(['owner', 'editor'].includes(is[name] ?? ''));
}

test('whatever three people do, there is one owner, and nobody reads or writes what they may not', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      await emptyTables();
      const people: Record<string, Actor> = {};
      for (const name of NAMES) people[name] = await addPerson(name);
      const id = await writeNote(people['ada']!);
      const model: Model = { is: { ada: 'owner' }, offered: null };
      for (const step of history) {
        const expected = RULES[step.act].may(model, step);
        if (expected) RULES[step.act].does(model, step);
        expect(await does(people, id, step), JSON.stringify(step)).toBe(expected);
        expect(await relations(id)).toEqual(model.is);
        expect(Object.values(model.is).filter((one) => one === 'owner')).toHaveLength(1);
      }
      for (const name of NAMES) await checkRights(model, name, people[name]!, id);
    }),
    { numRuns: 80 },
  );
}, 60_000);
