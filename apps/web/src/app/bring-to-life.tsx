import { Component, type ComponentType, type ReactNode } from 'react';
import { PAGE_DATA_ID, type PageData } from '../shared/page-data.ts';
import { Route, type ShownRoute } from '../shared/router-stand-in.tsx';
import { ErrorPage } from './error-page.tsx';

/** The page that the server drew, with the modules of its routes loaded. */
export async function drawnPage(): Promise<ReactNode> {
  const text = document.getElementById(PAGE_DATA_ID)?.textContent ?? '';
  // Written by page-data.server.ts into this very page.
  const { fault, params, routes } = JSON.parse(text) as PageData;
  const components = await Promise.all(routes.map(({ module }) => componentIn(module)));
  const outermost = routes.reduceRight<ShownRoute | null>((inner, given, at) => {
    const shown = components[at];
    return shown ? { ...given, params, inner, Component: shown } : inner;
  }, null);
  if (fault !== null || !outermost) return <ErrorPage status={fault ?? 500} />;
  return (
    <FaultGuard>
      <Route route={outermost} />
    </FaultGuard>
  );
}

async function componentIn(address: string): Promise<ComponentType> {
  // Route modules have their component as default export; React Router's build sees to it.
  const module = (await import(/* @vite-ignore */ address)) as { default: ComponentType };
  return module.default;
}

/** A fault while drawing must not leave an empty page. */
class FaultGuard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <ErrorPage status={500} /> : this.props.children;
  }
}
