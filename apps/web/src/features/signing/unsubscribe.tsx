import type { Route } from './+types/unsubscribe.ts';
import { UndoPage } from './undo-page.tsx';
import { undoAction, undoLoader } from './undo.server.ts';

export const loader = (args: Route.LoaderArgs) => undoLoader('unsubscribe', args);
export const action = (args: Route.ActionArgs) => undoAction('unsubscribe', args);

export default function Unsubscribe({ loaderData, actionData }: Route.ComponentProps) {
  return <UndoPage undo="unsubscribe" {...loaderData} answer={actionData} />;
}
