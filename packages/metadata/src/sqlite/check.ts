import { type Check } from "@limbeck/model";
import { type ModelTable } from "../modelTable.ts";
import { type SqliteReading } from "./reading.ts";

export function readChecks({ extra }: ModelTable, { render }: SqliteReading): readonly Check[] {
  return extra.checks.map(({ built }) => ({
    name: built.name,
    expression: { written: render(built.value) },
  }));
}
