import { z } from 'zod';

/** Roles, least privilege each (docs/architecture.md). `screen` is a wall's token, not a person. */
export const ROLES = [
  'admin',
  'moderator',
  'region-lead',
  'coordinator',
  'deputy',
  'partner',
  'observer',
  'screen',
] as const;
// Marked pure, like the languages' schema: browsers need only the list.
export const roleSchema = /* @__PURE__ */ z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** Roles a person can be invited as. */
export const INVITABLE_ROLES = ROLES.filter((role) => role !== 'screen');
