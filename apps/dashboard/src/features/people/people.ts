import type { AppRouter } from '@lantern/server/app-router';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;

/** Somebody who may sign in, or is frozen. */
export type Person = Outputs['auth']['people'][number];
/** A one-time link that nobody has used yet. */
export type Invitation = Outputs['auth']['invitations'][number];
/** What waits for a second person's word, or had it within the last week. */
export type Request = Outputs['approvals']['list'][number];
/** What became of an act that may need a second person. */
export type Asked = Outputs['auth']['invite'];

/** How a person is called here: by the name they gave themselves, else by their address. */
export const calledBy = ({ name, email }: Pick<Person, 'name' | 'email'>): string => name ?? email;
