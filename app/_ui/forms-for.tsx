import type { ReactNode } from 'react';
import { formMark } from '#lib/session/form-mark';
import type { Viewer } from '#lib/session/store';
import { FormMark } from '#ui/form-mark';

type Props = { viewer: Viewer; children: ReactNode };

/** Around all forms of a page of somebody who is signed in: they act for this account and for no other. */
export const FormsFor = ({ viewer, children }: Props) => (
  <FormMark mark={formMark(viewer.user.id)}>{children}</FormMark>
);
