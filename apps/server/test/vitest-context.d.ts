// What the run's global setup hands to its tests, and what the database package declares for itself.
/// <reference path="../../../packages/db/src/web-assembly.d.ts" />
import '@lantern/db/testing-setup';
