import { apiContext } from '../../shared/api/load-context.ts';
import { needed } from '../../shared/api/loading.ts';
import type { Route } from './+types/embed-counter.ts';
import { counterAnswer } from './counter-frame.server.tsx';
import { embedRequest } from './embed-request.server.ts';

/** `/embed/counter`: the number, for any site. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const request = embedRequest(url);
  const { counts, petition } = context.get(apiContext);
  const [count, page] = await needed(
    Promise.all([counts.current({}), petition.page({ locale: request.locale })]),
  );
  return counterAnswer({ request, count, edition: page.edition });
}
