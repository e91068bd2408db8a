import { jurisdictionCodes, jurisdictions, type TransferBasis } from "../../components/catalog/jurisdictions.ts";
import type { Dated } from "../../components/lib/dated.ts";

/** How personal data may come to the places of the catalogue from the European Economic Area. */
export const transferBases: readonly Dated<TransferBasis>[] = jurisdictionCodes.flatMap(
  (code): readonly Dated<TransferBasis>[] => jurisdictions[code].transferBasis,
);
