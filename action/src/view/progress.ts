import type { QuietLog } from "../log.ts";
import type { Event, Gate } from "../operations.ts";

const marks = { pass: "ok  ", fail: "NO  ", wait: "wait", overridden: "OVER" } as const;

/** Writes what happens into the log, as it happens. */
export function logEvent(event: Event, log: QuietLog): void {
  switch (event.event) {
    case "plan":
      log.text(`${event.plan.kind} from ${event.plan.origin}: ${event.plan.changes.length} of ${event.plan.totalModules} modules change.\n`);
      event.plan.changes.forEach(change => log.text(`  ${change.id} ${change.from ?? "-"} -> ${change.to ?? "-"}${change.settings ? ", settings" : ""}\n`));
      break;
    case "began":
      log.text(`Operation ${event.operation}. Ask for it from anywhere with '${event.status}'.\n`);
      break;
    case "progress":
      log.text(`  ${event.text}\n`);
      logGates(event.gates ?? [], log);
      break;
    case "end":
      log.text(`${event.environment}: ${event.outcome}.\n`);
  }
}

// All of them are many lines: they are folded.
function logGates(gates: readonly Gate[], log: QuietLog): void {
  if (gates.length === 0) {
    return;
  }

  log.group(`${gates.length} gates`);
  gates.forEach(gate => log.text(`${marks[gate.verdict ?? "pass"]} ${gate.gate}: ${gate.reason ?? ""}${gate.remedy ? ` ${gate.remedy}` : ""}\n`));
  log.endGroup();
}
