import { defineConfig } from 'vitest/config';
import { failOnConsole } from '../../tooling/console-noise.ts';

export default defineConfig({ test: { environment: 'happy-dom', onConsoleLog: failOnConsole } });
