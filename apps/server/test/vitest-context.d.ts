// What the global setup of a run hands to its tests.
import '@lantern/db/testing-setup';
