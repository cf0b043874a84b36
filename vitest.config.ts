import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{domain,server,web,cli,demo,testing,e2e,bench,scripts}/**/*.test.{ts,tsx}"],
    globalSetup: ["testing/global-setup.ts"],
    reporters: ["default", "./testing/summary-reporter.ts"],
    env: { TZ: "UTC" },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
