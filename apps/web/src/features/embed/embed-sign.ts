import { apiContext } from '../../shared/api/load-context.ts';
import { needed } from '../../shared/api/loading.ts';
import type { Route } from './+types/embed-sign.ts';
import { embedRequest } from './embed-request.server.ts';
import { signAnswer } from './sign-frame.server.tsx';

/** `/embed/sign`: the form, for a registered partner's sites. Without a code there is none to sign with. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const request = embedRequest(url);
  const { counts, petition } = context.get(apiContext);
  const [cities, page] = await needed(
    Promise.all([counts.cities({}), petition.page({ locale: request.locale })]),
  );
  return signAnswer({ request, cities, page });
}
