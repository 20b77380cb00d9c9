import { data } from 'react-router';

/** Anything no page answers to. */
export function loader(): never {
  throw data(null, { status: 404 });
}

// A component makes this a page rather than a resource, so that the error page is shown.
export default function NotFound() {
  return null;
}
