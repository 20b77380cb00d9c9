import { useQuery } from '@tanstack/react-query';
import { Outlet } from 'react-router';
import { useTRPC } from '../shared/api/trpc.ts';
import { useLongSession } from './use-long-session.ts';

/** Around the wall: nothing but it. A person who has it open stays signed in. */
export default function WallLayout() {
  const me = useQuery(useTRPC().auth.me.queryOptions());
  useLongSession(Boolean(me.data));
  return <Outlet />;
}
