import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler, type RouterContextProvider, type ServerBuild } from 'react-router';
import type { RenderContext, RenderWeb } from '../platform/web-host.ts';

/** What the public site's server build exports beside React Router's own parts. */
interface WebEntry {
  createLoadContext: (api: unknown, request: WebRequest) => RouterContextProvider;
}
interface WebRequest {
  requestId: string;
  formState: RenderContext['formState'] | null;
  reportError: (error: unknown) => void;
}

/** Where the builds of the two browser apps are; null where one was not built. */
export interface BrowserBuilds {
  webServer: string | null;
  webClient: string | null;
  dashboard: string | null;
  /** The coordinators' phone app, below the dashboard's addresses and apart from it. */
  field: string | null;
}

export function findBrowserBuilds(root: string): BrowserBuilds {
  const present = (...parts: string[]) => {
    const found = path.join(root, 'apps', ...parts);
    return existsSync(found) ? found : null;
  };
  return {
    webServer: present('web', 'build', 'server', 'index.js'),
    webClient: present('web', 'build', 'client'),
    dashboard: present('dashboard', 'build', 'client'),
    field: present('dashboard', 'build', 'field'),
  };
}

/** Loads the public site's build and hands every rendering a caller of the procedures, in process. */
export async function loadWebApp(
  file: string,
  apiFor: (context: RenderContext) => unknown,
): Promise<RenderWeb> {
  const build = (await import(pathToFileURL(file).href)) as ServerBuild;
  const { createLoadContext } = webEntryOf(build);
  const handle = createRequestHandler(build, 'production');
  return async (request, context) => {
    const loadContext = createLoadContext(apiFor(context), {
      requestId: context.requestId,
      formState: context.formState ?? null,
      reportError: (error) => context.request.log.error({ err: error }, 'a page failed'),
    });
    return await handle(request, loadContext);
  };
}

/** React Router types its entry module by what it needs itself; ours exports one function more. */
function webEntryOf(build: ServerBuild): WebEntry {
  const entry = build.entry.module as Partial<WebEntry>;
  if (typeof entry.createLoadContext !== 'function')
    throw new Error('the public site was built without createLoadContext');
  return { createLoadContext: entry.createLoadContext };
}
