import { z } from 'zod';
import { roleSchema } from './role.ts';
import { emailSchema } from './signature.ts';

const commandId = z.uuid();
/** An id that sign-in gave: of an account, a passkey or a session. */
export const signInIdSchema = z.string().regex(/^[\w-]{1,64}$/u, 'invalid');

/** A role a person can have, and the organisation a `partner`, and nobody else, speaks for. */
const grant = {
  // A wall's `screen` is a token, not a person.
  role: roleSchema.exclude(['screen']),
  partnerId: z.uuid().optional(),
};
interface Granted {
  role: string;
  partnerId?: string | undefined;
}
const partnerFits = ({ role, partnerId }: Granted): boolean =>
  (role === 'partner') === (partnerId !== undefined);
const PARTNER_FAULT = { path: ['partnerId'], message: 'required' };

/** Lets someone in. */
export const inviteInputSchema = z
  .object({ commandId, email: emailSchema, ...grant })
  .refine(partnerFits, PARTNER_FAULT);

/** Gives an account another role. */
export const changeRoleInputSchema = z
  .object({ commandId, accountId: signInIdSchema, ...grant })
  .refine(partnerFits, PARTNER_FAULT);

/** A command on an account: freeze it, unfreeze it. */
export const onAccountInputSchema = z.object({ commandId, accountId: signInIdSchema });

/** A command on an invitation, or on a request for a second person's word. */
export const onRecordInputSchema = z.object({ commandId, id: z.uuid() });
