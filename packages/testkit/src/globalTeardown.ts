import "./globalSetup.ts";

export default function globalTeardown(): void {
  globalThis.limbeckEndRun?.();
}
