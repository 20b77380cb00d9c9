import type { Route } from './+types/withdraw.ts';
import { UndoPage } from './undo-page.tsx';
import { undoAction, undoLoader } from './undo.server.ts';

export const loader = (args: Route.LoaderArgs) => undoLoader('withdraw', args);
export const action = (args: Route.ActionArgs) => undoAction('withdraw', args);

export default function Withdraw({ loaderData, actionData }: Route.ComponentProps) {
  return <UndoPage undo="withdraw" {...loaderData} answer={actionData} />;
}
