import { jurisdictionCodes, jurisdictions, type TransferBasis } from "../../components/catalog/jurisdictions.ts";
import type { Dated } from "../../components/lib/dated.ts";

/** The basis for transferring personal data from the European Economic Area to each place of the catalogue. */
export const transferBases: readonly Dated<TransferBasis>[] = jurisdictionCodes.flatMap(
  (code): readonly Dated<TransferBasis>[] => jurisdictions[code].transferBasis,
);
