import type { NewNames } from '#lib/operator/new/names';

/** The actions of a new resource, by their paths. Each names its act first, and hands over. */
export const actionFiles = (names: NewNames): Record<string, string> => {
  const at = `[${names.kind}]`;
  const { One } = names;
  return {
    'new/actions.ts': file(
      names,
      [FORM_STATE, hands('things/create', 'makeFrom')],
      [form(names, 'create', `create${One}`, 'makeFrom', 'FormState')],
    ),
    [`${at}/actions.ts`]: file(
      names,
      [
        hands('sharing/answer-offer', 'acceptFrom', 'declineFrom'),
        hands('things/edit', 'saveFrom'),
        "import type { EditState } from '#forms/things/state';",
      ],
      [
        form(names, 'edit', `edit${One}`, 'saveFrom', 'EditState'),
        button(names, 'accept', `accept${One}`, 'acceptFrom'),
        button(names, 'accept', `decline${One}`, 'declineFrom'),
      ],
    ),
    [`${at}/delete/actions.ts`]: file(
      names,
      [hands('things/delete', 'deleteFrom')],
      [button(names, 'delete', `delete${One}`, 'deleteFrom')],
    ),
    [`${at}/leave/actions.ts`]: file(
      names,
      [hands('sharing/leave', 'leaveFrom')],
      [button(names, 'leave', `leave${One}`, 'leaveFrom')],
    ),
    [`${at}/sharing/actions.ts`]: file(
      names,
      [
        FORM_STATE,
        hands('sharing/change', 'changeRoleFrom', 'offerFrom', 'removeFrom', 'withdrawFrom'),
        hands('sharing/share', 'shareFrom'),
      ],
      [
        form(names, 'share', `share${One}`, 'shareFrom', 'FormState'),
        button(names, 'share', `changeRoleOf${One}`, 'changeRoleFrom'),
        button(names, 'share', `unshare${One}`, 'removeFrom'),
        button(names, 'offer', `offer${One}`, 'offerFrom'),
        button(names, 'offer', `withdraw${One}`, 'withdrawFrom'),
      ],
    ),
  };
};

const FORM_STATE = "import type { FormState } from '#forms/problem';";

const hands = (path: string, ...names: string[]) =>
  `import { ${names.join(', ')} } from '#forms/${path}';`;

const file = (
  { plural, resource }: NewNames,
  imports: string[],
  actions: string[],
) => `'use server';

${imports.join('\n')}
import { ${resource} } from '#lib/product/${plural}/resource';
import { requireSender } from '#lib/session/sender';

${actions.join('\n')}`;

/** Of a form with fields, which is shown again with what is wrong. */
const form = (
  { kind, resource }: NewNames,
  verb: string,
  name: string,
  does: string,
  state: string,
) => `export async function ${name}Action(_previous: ${state}, formData: FormData): Promise<${state}> {
  const viewer = await requireSender('${kind}:${verb}', formData);
  return ${does}(viewer, ${resource}, formData);
}
`;

/** Of a form that is only a button. */
const button = ({ kind, resource }: NewNames, verb: string, name: string, does: string) =>
  `export async function ${name}Action(formData: FormData) {
  const viewer = await requireSender('${kind}:${verb}', formData);
  await ${does}(viewer, ${resource}, formData);
}
`;
