import type { ComponentType, ReactNode } from 'react';
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
  return <Route route={outermost} />;
}

async function componentIn(address: string): Promise<ComponentType> {
  // Route modules have their component as default export; React Router's build sees to it.
  const module = (await import(/* @vite-ignore */ address)) as { default: ComponentType };
  return module.default;
}
