/** Characters that show nothing, or that reorder what is shown: a text may read as another than it is. Line breaks and tabs stay. */
const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/gu;

const named = (character: string) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`;

/** A text whose invisible and reordering characters are named: `⟨U+202E⟩`. */
export const visible = (text: string): string => text.replace(/\r\n/g, "\n").replace(hidden, named);

/** At most so many characters of a text, none of them cut in two. */
export const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, "")}…`;
