/** Where a page keeps what the browser is told of it. */
export const PAGE_DATA_ID = 'page-data';
/** The element that the browser brings to life: everything a reader sees. */
export const PAGE_ID = 'page';

/** One route of a page: the browser's half of its module, and what the server read for it. */
interface PageRoute {
  /** Address of the module. */
  module: string;
  loaderData: unknown;
  actionData: unknown;
}

/** What a page tells the browser of itself, in a block that nothing runs. */
export interface PageData {
  /** Status of an error page; null for any other. */
  fault: number | null;
  params: Record<string, string | undefined>;
  /** From the layout to the page; none on an error page. */
  routes: PageRoute[];
}
