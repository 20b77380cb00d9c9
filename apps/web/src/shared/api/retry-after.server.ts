import type { EntryContext } from 'react-router';
import { isRouteErrorResponse } from 'react-router';

type Outcome = Pick<EntryContext['staticHandlerContext'], 'actionData' | 'errors'>;

/**
 * The wait of whatever fault a page tells of: a form's that was refused, or its own where it is an error page.
 * One place for all pages, so that none forgets the header.
 */
export function retryAfterOf({ actionData, errors }: Outcome): number | undefined {
  const answers: unknown[] = Object.values(actionData ?? {}).map((answer) => faultIn(answer));
  const thrown: unknown[] = Object.values(errors ?? {}).map((error) =>
    isRouteErrorResponse(error) ? error.data : null,
  );
  return [...answers, ...thrown].map(waitIn).find((seconds) => seconds !== undefined);
}

const faultIn = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'fault' in answer ? answer.fault : null;

function waitIn(fault: unknown): number | undefined {
  if (typeof fault !== 'object' || fault === null || !('retryAfterSeconds' in fault))
    return undefined;
  const { retryAfterSeconds } = fault;
  return typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined;
}
