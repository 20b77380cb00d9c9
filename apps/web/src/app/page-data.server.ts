import type { EntryContext } from 'react-router';
import { PAGE_DATA_ID, type PageData } from '../shared/page-data.ts';
import { asInertJson } from './linked-data.server.ts';

/**
 * A rendered page with what brings it to life in the browser: its modules, and what its routes were given.
 * All of it is data and addresses, so that a page runs no inline script.
 */
export function withPageData(html: string, router: EntryContext): string {
  const routes = shownRoutes(router);
  const sheets = stylesOf([router.manifest.routes['root'], ...routes]).map(
    (href) => `<link rel="stylesheet" href="${href}"/>`,
  );
  const preloads = [...new Set([router.manifest.entry, ...routes].flatMap(chunksOf))].map(
    (href) => `<link rel="modulepreload" href="${href}"/>`,
  );
  // A module of its own kind waits for the whole page, and so finds the data at its end.
  const script = `<script type="module" src="${router.manifest.entry.module}"></script>`;
  const data = asInertJson(pageData(router));
  return html
    .replace('</head>', () => `${[...sheets, ...preloads].join('')}${script}</head>`)
    .replace(
      '</body>',
      () => `<script type="application/json" id="${PAGE_DATA_ID}">${data}</script></body>`,
    );
}

interface Chunk {
  module: string;
  imports?: string[] | undefined;
}

const chunksOf = ({ module, imports = [] }: Chunk) => [module, ...imports];

const stylesOf = (parts: readonly ({ css?: string[] | undefined } | undefined)[]) => [
  ...new Set(parts.flatMap((part) => part?.css ?? [])),
];

/** Without the root, which is the document around the page; an error page has nothing else. */
function shownRoutes({ staticHandlerContext, manifest }: EntryContext) {
  if (staticHandlerContext.errors) return [];
  return staticHandlerContext.matches.slice(1).flatMap(({ route: { id } }) => {
    const built = manifest.routes[id];
    return built ? [built] : [];
  });
}

function pageData(router: EntryContext): PageData {
  const { errors, statusCode, matches, loaderData, actionData } = router.staticHandlerContext;
  return {
    fault: errors ? statusCode : null,
    params: matches.at(-1)?.params ?? {},
    routes: shownRoutes(router).map(({ id, module }) => ({
      module,
      loaderData: loaderData[id] ?? undefined,
      actionData: actionData?.[id] ?? undefined,
    })),
  };
}
