/** What of vitest's JSON report is counted. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** How a run of the tests ended. */
export interface Outcome {
  readonly line: string;
  readonly exitCode: number;
}

/**
 * The last line of a run, `N passed, N failed`, and its exit code.
 * A file that fails outside its tests counts as one failure; so does a run that fails outside every file. A run without
 * a single test is a failure by its exit code.
 */
export function outcomeOf(report: Report | undefined, vitestCode: number | null): Outcome {
  const passed = report?.numPassedTests ?? 0;
  const brokenFiles = (report?.testResults ?? []).filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const counted = (report?.numFailedTests ?? 0) + brokenFiles.length;
  const failed = counted === 0 && vitestCode !== 0 ? 1 : counted;
  const exitCode = vitestCode === null || vitestCode === 0 ? Number(failed > 0 || passed === 0) : vitestCode;
  return { line: `${passed} passed, ${failed} failed`, exitCode };
}
