import type { Route } from './+types/erase.ts';
import { UndoPage } from './undo-page.tsx';
import { undoAction, undoLoader } from './undo.server.ts';

export const loader = (args: Route.LoaderArgs) => undoLoader('erase', args);
export const action = (args: Route.ActionArgs) => undoAction('erase', args);

export default function Erase({ loaderData, actionData }: Route.ComponentProps) {
  return <UndoPage undo="erase" {...loaderData} answer={actionData} />;
}
