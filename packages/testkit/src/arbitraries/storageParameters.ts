import { type StorageParameters } from "@limbeck/model";
import fc from "fast-check";

/** Unset for most. */
export const tableParameters: fc.Arbitrary<StorageParameters | undefined> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<StorageParameters[]>(
      { fillfactor: "70" },
      { fillfactor: "90", autovacuum_enabled: "off" },
      { autovacuum_vacuum_scale_factor: "0.05" },
    ),
  },
);

/** Of the index behind a primary key or a unique constraint. */
export const keyParameters: fc.Arbitrary<StorageParameters | undefined> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<StorageParameters[]>({ fillfactor: "70" }, { deduplicate_items: "off" }),
  },
);
