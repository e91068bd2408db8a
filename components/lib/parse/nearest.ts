import { distance } from "fastest-levenshtein";

/** Letters and digits alone: hyphens, blanks and capitals are what people mistype first. */
const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Of so few letters, one more or less is another word: ES is not IS, and a100 is not h100. */
const shortestWord = 4;

const lettersOf = (text: string) => bare(text).replace(/\d/g, "");

/** What a slip of the fingers changes: at most two letters of five, and no number, which is no misspelling of another. */
function isSlip(text: string, name: string): boolean {
  if (text.replace(/\D/g, "") !== name.replace(/\D/g, "")) return false;
  if (Math.min(lettersOf(text).length, lettersOf(name).length) < shortestWord) return false;
  return distance(bare(text), bare(name)) <= Math.max(bare(text).length, bare(name).length) * 0.4;
}

/** The one name that begins with the text, or that the text begins with: `gb300` for gb300-nvl72. */
function onlyLonger(text: string, known: readonly string[]): string | undefined {
  const found = known.filter((name) => {
    const [shorter = "", longer = ""] = [bare(text), bare(name)].sort((one, other) => one.length - other.length);
    return shorter.length >= shortestWord - 1 && /[a-z]/.test(shorter) && longer.startsWith(shorter);
  });
  return found.length === 1 ? found[0] : undefined;
}

/** The name that a person most likely meant by a text; undefined where it is anybody's guess. Codes of up to three letters, versions and numbers are never guessed by likeness. */
export function nearest(text: unknown, known: readonly string[]): string | undefined {
  if (typeof text !== "string") return undefined;
  const same = known.find((name) => bare(name) === bare(text));
  if (same !== undefined) return same;
  const slips = known.filter((name) => isSlip(text, name)).map((name) => ({ name, slips: distance(bare(text), bare(name)) }));
  const fewest = Math.min(...slips.map((slip) => slip.slips));
  const [best, other] = slips.filter((slip) => slip.slips === fewest);
  if (best !== undefined) return other === undefined ? best.name : undefined;
  return onlyLonger(text, known);
}
