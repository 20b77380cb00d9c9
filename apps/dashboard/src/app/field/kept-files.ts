/** How the worker's caches are called; the build's version follows. */
export const FIELD_CACHES = 'lantern-field-';
/** The app's one page. */
export const FIELD_PAGE = '/dashboard/field';
/** Asks the system to wake the worker when there is a network. */
export const SYNC_TAG = 'lantern-field-queue';
/** Tells a new worker to take over now. */
export const TAKE_OVER = 'take-over';
