import type { AppRouter } from '@lantern/server/app-router';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useTRPC } from '../../shared/api/trpc.ts';

/** The last week from submission to signature, refusals and alarms. */
export type Flow = inferRouterOutputs<AppRouter>['overview']['flow'];

/** The server looks anew once a minute. */
const REREAD_MS = 60_000;

/** One read shared by every part of the overview that tells of it. */
export function useFlow() {
  const trpc = useTRPC();
  return useQuery({ ...trpc.overview.flow.queryOptions(), refetchInterval: REREAD_MS });
}
