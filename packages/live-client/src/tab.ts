/** What of a browser's globals this package touches; all of it is absent on a server. */
interface Tab {
  readonly performance: unknown;
  readonly document?: EventTarget & { readonly hidden: boolean };
  readonly window?: EventTarget;
  readonly location?: { readonly origin: string };
}

// Its own few words for them, so that a program without the DOM's types can use this package as well.
export const tab: Tab = globalThis;
