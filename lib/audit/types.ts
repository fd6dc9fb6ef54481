import 'server-only';
import { PRODUCT_EVENTS } from '#lib/product/audit-events';

/** What can happen, in the words of the OWASP logging vocabulary where it has one; last what the product adds. */
export const AUDIT_TYPES = [
  'authn_login_success',
  'authn_login_fail',
  'authn_login_lock',
  'authn_confirmed',
  'authn_password_change',
  'credential_added',
  'credential_renamed',
  'credential_removed',
  'credential_used',
  'authn_token_created',
  'authn_token_denied',
  'authn_token_reuse',
  'authn_token_fail',
  'authn_code_fail',
  'user_updated',
  'session_created',
  'session_expired',
  'session_use_after_expire',
  'session_ended',
  'sessions_ended',
  'user_created',
  'user_disabled',
  'user_enabled',
  'user_reset_started',
  'user_recovery_started',
  'user_recovery_stopped',
  'user_recovered',
  'user_deleted',
  'data_exported',
  'authz_fail',
  'privilege_permissions_changed',
  'excess_rate_limit_exceeded',
  'malicious_csrf',
  'signing_key_rotated',
  'secret_changed',
  'client_login_fail',
  'client_logout_success',
  'client_logout_fail',
  'client_changed',
  'provider_changed',
  'mail_sent_again',
  'audit_trimmed',
  'sensitive_create',
  'sensitive_read',
  'sensitive_update',
  'sensitive_delete',
  ...PRODUCT_EVENTS,
] as const;

export type AuditType = (typeof AUDIT_TYPES)[number];

export const isAuditType = (word: string): word is AuditType =>
  (AUDIT_TYPES as readonly string[]).includes(word);
