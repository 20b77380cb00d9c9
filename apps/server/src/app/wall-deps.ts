import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IncomingHttpHeaders } from 'node:http';
import { projectRoot } from '../env.ts';
import type { Auth } from '../features/auth/auth.ts';
import type { Editions } from '../features/petition/editions.ts';
import { createScreensRepo } from '../features/screens/screens.repo.ts';
import { createScreensService } from '../features/screens/screens.service.ts';
import { createWallRepo } from '../features/wall/wall.repo.ts';
import { createWallService } from '../features/wall/wall.service.ts';
import type { createActs } from './acts.ts';
import type { ServicesDeps } from './deps.ts';
import { findBrowserBuilds } from './web-app.ts';

interface Sources
  extends
    Pick<ServicesDeps, 'db' | 'keyring' | 'clock' | 'newId' | 'env' | 'endSessionsOf'>,
    ReturnType<typeof createActs> {
  editionsForStaff: Pick<Editions, 'editionFor'>;
  auth: Pick<Auth, 'principalOf'>;
}

/** The wall, the screens that show it, and who sends a request: a person, or else a screen. */
export function createWall({ db, env, auth, editionsForStaff, ...deps }: Sources) {
  const { editionFor } = editionsForStaff;
  const screens = createScreensService({
    ...deps,
    repo: createScreensRepo(db.pool),
    publicOrigin: env.publicOrigin,
    editionFor,
  });
  const wall = createWallService({ repo: createWallRepo(db.pool), editionFor, build: nameBuild() });
  const principalOf = async (headers: Pick<IncomingHttpHeaders, 'cookie'>) =>
    (await auth.principalOf(headers)) ?? (await screens.principalOf(headers.cookie));
  return { screens, wall, principalOf };
}

/** The dashboard's document names every file of its build by content, so it changes with any of them. */
function nameBuild(): string {
  const { dashboard } = findBrowserBuilds(projectRoot(import.meta.dirname));
  if (dashboard === null) return 'none';
  const page = readFileSync(path.join(dashboard, 'index.html'));
  return createHash('sha256').update(page).digest('hex').slice(0, 16);
}
