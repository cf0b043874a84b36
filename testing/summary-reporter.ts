import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with the plain line `N passed, N failed`, which CI and people read. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const testModule of modules) {
      if (testModule.errors().length > 0) failed += 1;
      // A hook that fails skips its tests: without this they would count as nothing at all.
      for (const suite of testModule.children.allSuites()) if (suite.errors().length > 0) failed += 1;
      for (const testCase of testModule.children.allTests()) {
        if (testCase.result().state === "passed") passed += 1;
        if (testCase.result().state === "failed") failed += 1;
      }
    }
    // Printed after the default reporter's own summary.
    process.once("exit", () => console.log(`${passed} passed, ${failed} failed`));
  }
}
