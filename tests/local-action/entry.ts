// What @github/local-action starts: it asks for a function `run`, and the action is a program.

/** Runs the action from its sources. */
export async function run(): Promise<void> {
  await import(process.env.MODULEBUILD_ACTION_SOURCES!);
}
