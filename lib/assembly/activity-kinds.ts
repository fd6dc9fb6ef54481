import 'server-only';
import { AUDIT_TYPES, type AuditType } from '#lib/audit/types';
import type { PRODUCT_EVENTS } from '#lib/product/audit-events';

/** What a person may look at alone of what happened to their account. */
export const ACTIVITY_KINDS = ['signIns', 'refused', 'account', 'apps', 'things'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** A kind of the product's own is about its things; each of Gatehouse's stands here. */
const KIND_OF: Record<Exclude<AuditType, (typeof PRODUCT_EVENTS)[number]>, ActivityKind> = {
  authn_login_success: 'signIns',
  authn_confirmed: 'signIns',
  credential_used: 'signIns',
  session_created: 'signIns',
  session_expired: 'signIns',
  session_ended: 'signIns',
  sessions_ended: 'signIns',
  authn_login_fail: 'refused',
  authn_login_lock: 'refused',
  authn_code_fail: 'refused',
  authn_token_fail: 'refused',
  authn_token_reuse: 'refused',
  session_use_after_expire: 'refused',
  authz_fail: 'refused',
  excess_rate_limit_exceeded: 'refused',
  malicious_csrf: 'refused',
  client_login_fail: 'refused',
  webhook_fail: 'refused',
  authn_password_change: 'account',
  credential_added: 'account',
  credential_renamed: 'account',
  credential_removed: 'account',
  user_created: 'account',
  user_updated: 'account',
  user_disabled: 'account',
  user_enabled: 'account',
  user_reset_started: 'account',
  user_recovery_started: 'account',
  user_recovery_stopped: 'account',
  user_recovered: 'account',
  user_deleted: 'account',
  data_exported: 'account',
  mail_sent_again: 'account',
  secret_changed: 'account',
  signing_key_rotated: 'account',
  provider_changed: 'account',
  audit_trimmed: 'account',
  authn_token_created: 'apps',
  authn_token_denied: 'apps',
  client_changed: 'apps',
  client_logout_success: 'apps',
  client_logout_fail: 'apps',
  webhook_changed: 'apps',
  privilege_permissions_changed: 'things',
  sensitive_create: 'things',
  sensitive_read: 'things',
  sensitive_update: 'things',
  sensitive_delete: 'things',
};

const kinds: Partial<Record<string, ActivityKind>> = KIND_OF;

/** Of which kind an event is to the person of the account. */
export const activityKindOf = (type: AuditType): ActivityKind => kinds[type] ?? 'things';

/** The types of event of a kind. */
export const typesOfKind = (kind: ActivityKind): AuditType[] =>
  AUDIT_TYPES.filter((type) => activityKindOf(type) === kind);
