import { noteOf, noteResource } from '#lib/product/notes/resource';
import { shareThing } from '#lib/sharing/share';
import type { Actor } from '#lib/things/access';
import { createThing } from '#lib/things/create';
import { listThings } from '#lib/things/list';

const NOTES: {
  title: string;
  text: string;
  shares: [name: 'bob' | 'cyd', role: 'viewer' | 'editor'][];
}[] = [
  {
    title: 'Welcome',
    text: 'This note is shared: bob is an editor, cyd a viewer.\nSign in as either in another browser.',
    shares: [
      ['bob', 'editor'],
      ['cyd', 'viewer'],
    ],
  },
  { title: 'Shopping', text: 'Tea\nBread\nA new lock', shares: [['bob', 'editor']] },
  { title: 'Only mine', text: 'Nobody but ada sees this one.', shares: [] },
];

/** The notes of ada, once: what became of them since is the developer’s. Answers what stands there. */
export async function seedNotes({ ada, bob, cyd }: Record<'ada' | 'bob' | 'cyd', Actor>) {
  const others = { bob, cyd };
  if ((await listThings(ada, noteResource)).things.length === 0)
    for (const { title, text, shares } of NOTES) {
      const made = await createThing(ada, noteResource, { title, text });
      if (!made.ok) throw new Error(made.reason);
      for (const [name, role] of shares)
        await shareThing(ada, noteOf(made.value.id), { email: others[name].user.email, role });
    }
  return 'ada owns notes; bob is an editor of two, cyd a viewer of one';
}
