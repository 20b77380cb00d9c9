import type { Route } from './+types/take-back-page.ts';
import { LinkPage } from './link-page.tsx';
import { linkAction, linkLoader } from './link.server.ts';

export const loader = (args: Route.LoaderArgs) => linkLoader('takeBack', args);
export const action = (args: Route.ActionArgs) => linkAction('takeBack', args);

export default function TakeBackOffer({ loaderData, actionData }: Route.ComponentProps) {
  return <LinkPage {...loaderData} answer={actionData} danger />;
}
