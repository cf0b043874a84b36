import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{domain,server,web,cli,demo,testing,e2e,bench,scripts}/**/*.test.{ts,tsx}"],
    globalSetup: ["testing/global-setup.ts"],
    reporters: ["default", "./testing/summary-reporter.ts"],
    // Most of a file's time is waiting for the database or the browser, so two files at once fit two processors.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    env: { TZ: "UTC" },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
