import { createContext, use, type ComponentType } from 'react';

/**
 * What browsers load in place of `react-router` (see vite.config.ts). Every link here leads to a document,
 * so that of the router's client nothing is left to do but to hand each route its data: 30 KB compressed
 * less on every first visit. Signatures are React Router's; what is missing here fails the build.
 */

/** One route of the page that is shown, with the routes in it. */
export interface ShownRoute {
  Component: ComponentType;
  params: Record<string, string | undefined>;
  loaderData: unknown;
  actionData: unknown;
  inner: ShownRoute | null;
}

const RouteContext = createContext<ShownRoute | null>(null);

/** A route and everything in it. */
export function Route({ route }: { route: ShownRoute }) {
  return (
    <RouteContext value={route}>
      <route.Component />
    </RouteContext>
  );
}

export function Outlet() {
  const inner = use(RouteContext)?.inner;
  return inner ? <Route route={inner} /> : null;
}

/** A page's address is the one it was loaded from; it is read once, as the router would. */
const loadedFrom = { pathname: location.pathname, search: location.search, hash: location.hash };
export const useLocation = () => loadedFrom;

/** Wrapped around each route's component by React Router's build. */
export function UNSAFE_withComponentProps(Component: ComponentType<Partial<ShownRoute>>) {
  return function WithComponentProps() {
    const route = use(RouteContext);
    if (!route) throw new Error('a route was shown outside of a page');
    const { params, loaderData, actionData } = route;
    return <Component params={params} loaderData={loaderData} actionData={actionData} />;
  };
}

/** The root's error page is the server's to draw; the browser's is drawn in bring-to-life.tsx. */
export const UNSAFE_withErrorBoundaryProps = <Props,>(ErrorBoundary: ComponentType<Props>) =>
  ErrorBoundary;
