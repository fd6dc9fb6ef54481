import { logState } from '#lib/admin/overview/log-state';
import { countMails } from '#lib/admin/overview/mails';
import { staffWithoutFactor } from '#lib/admin/overview/staff';
import { roleHas } from '#lib/permissions/table';
import { describeMachine } from '#lib/server/describe-machine';
import { describeSystem } from '#lib/server/describe-system';
import type { Viewer } from '#lib/session/store';

/** How the site is, as far as the role of the viewer may know it: what is not theirs is null. */
export async function readState(viewer: Viewer) {
  const isTheirs = roleHas(viewer.user.role, 'system:read:any');
  const [log, mails, staff, system] = await Promise.all([
    logState(viewer),
    countMails(viewer),
    staffWithoutFactor(viewer),
    isTheirs ? describeSystem() : null,
  ]);
  return { log, mails, staff, system, machine: isTheirs ? describeMachine() : null };
}

export type SiteState = Awaited<ReturnType<typeof readState>>;
