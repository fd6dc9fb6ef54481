import type { NewNames } from '#lib/operator/new/names';

const props = (kind: string) => `type Props = { params: Promise<{ ${kind}: string }> };`;

/** The pages of a new resource, by their paths. */
export const pageFiles = (names: NewNames): Record<string, string> => ({
  'page.tsx': listPage(names),
  'new/page.tsx': newPage(names),
  [`[${names.kind}]/page.tsx`]: thingPage(names),
  [`[${names.kind}]/delete/page.tsx`]: questionPage(names, 'Delete'),
  [`[${names.kind}]/leave/page.tsx`]: questionPage(names, 'Leave'),
  [`[${names.kind}]/sharing/page.tsx`]: sharingPage(names),
});

const listPage = ({
  kind,
  plural,
  Many,
  resource,
}: NewNames) => `import { ${resource} } from '#lib/product/${plural}/resource';
import { requireViewer } from '#lib/session/require-viewer';
import { AccountShell } from '#ui/account-shell';
import { ThingList } from '#ui/things/thing-list';

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export default async function ${Many}Page({ searchParams }: Props) {
  const viewer = await requireViewer('${kind}:list');
  const { after } = await searchParams;
  return (
    <AccountShell viewer={viewer} at="/${plural}">
      <ThingList viewer={viewer} of={${resource}} after={after} />
    </AccountShell>
  );
}
`;

const newPage = ({
  kind,
  plural,
  One,
  resource,
}: NewNames) => `import { ${resource} } from '#lib/product/${plural}/resource';
import { requireViewer } from '#lib/session/require-viewer';
import { AccountShell } from '#ui/account-shell';
import { NewThing } from '#ui/things/new-thing';
import { create${One}Action } from './actions';

export default async function New${One}Page() {
  const viewer = await requireViewer('${kind}:create');
  return (
    <AccountShell viewer={viewer} at="/${plural}">
      <NewThing of={${resource}} action={create${One}Action} />
    </AccountShell>
  );
}
`;

const thingPage = ({
  kind,
  plural,
  One,
  of,
}: NewNames) => `import { ${of} } from '#lib/product/${plural}/resource';
import { isAnswerToForm } from '#lib/request/context';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { lookAt } from '#lib/sharing/look-at';
import { AccountShell } from '#ui/account-shell';
import { ThingPage } from '#ui/things/thing-page';
import { accept${One}Action, decline${One}Action, edit${One}Action } from './actions';

${props(kind)}

export default async function ${One}Page({ params }: Props) {
  const viewer = await requireViewer('${kind}:read');
  const thing = ${of}((await params).${kind});
  const seen = await lookAt(viewer, thing);
  // The page that answers a form is also shown to a person who may see nothing: it holds what they typed.
  if (!seen && !isAnswerToForm()) return refuse(viewer, '${kind}:read', thing.id);
  return (
    <AccountShell viewer={viewer} at="/${plural}">
      <ThingPage
        viewer={viewer}
        thing={thing}
        seen={seen}
        actions={{
          edit: edit${One}Action,
          accept: accept${One}Action,
          decline: decline${One}Action,
        }}
      />
    </AccountShell>
  );
}
`;

const questionPage = (
  { kind, plural, One, of }: NewNames,
  Does: 'Delete' | 'Leave',
) => `import { ${of} } from '#lib/product/${plural}/resource';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { readThing } from '#lib/things/read';
import { AccountShell } from '#ui/account-shell';
import { ${Does}Thing } from '#ui/things/question';
import { ${Does.toLowerCase()}${One}Action } from './actions';

${props(kind)}

export default async function ${Does}${One}Page({ params }: Props) {
  const viewer = await requireViewer('${kind}:${Does.toLowerCase()}');
  const thing = ${of}((await params).${kind});
  const seen = await readThing(viewer, thing);
  if (!seen?.may${Does}) return refuse(viewer, '${kind}:${Does.toLowerCase()}', thing.id);
  return (
    <AccountShell viewer={viewer} at="/${plural}">
      <${Does}Thing thing={thing} seen={seen} action={${Does.toLowerCase()}${One}Action} />
    </AccountShell>
  );
}
`;

const sharingPage = ({
  kind,
  plural,
  One,
  of,
}: NewNames) => `import { ${of} } from '#lib/product/${plural}/resource';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { lookAt } from '#lib/sharing/look-at';
import { AccountShell } from '#ui/account-shell';
import { SharingPanel } from '#ui/sharing/sharing-panel';
import {
  changeRoleOf${One}Action,
  offer${One}Action,
  share${One}Action,
  unshare${One}Action,
  withdraw${One}Action,
} from './actions';

type Props = {
  params: Promise<{ ${kind}: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

export default async function ${One}SharingPage({ params, searchParams }: Props) {
  const viewer = await requireViewer('${kind}:read');
  const thing = ${of}((await params).${kind});
  const { after } = await searchParams;
  const seen = await lookAt(viewer, thing);
  if (!seen) return refuse(viewer, '${kind}:read', thing.id);
  return (
    <AccountShell viewer={viewer} at="/${plural}">
      <SharingPanel
        viewer={viewer}
        thing={thing}
        seen={seen}
        after={after}
        actions={{
          share: share${One}Action,
          changeRole: changeRoleOf${One}Action,
          remove: unshare${One}Action,
          offer: offer${One}Action,
          withdraw: withdraw${One}Action,
        }}
      />
    </AccountShell>
  );
}
`;
