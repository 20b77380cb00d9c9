import type { Route } from './+types/confirm-page.ts';
import { LinkPage } from './link-page.tsx';
import { linkAction, linkLoader } from './link.server.ts';

export const loader = (args: Route.LoaderArgs) => linkLoader('confirm', args);
export const action = (args: Route.ActionArgs) => linkAction('confirm', args);

export default function ConfirmOffer({ loaderData, actionData }: Route.ComponentProps) {
  return <LinkPage {...loaderData} answer={actionData} />;
}
