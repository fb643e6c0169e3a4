// Text from the graph as it may be shown: always text, never markup, cut and broken into lines.

const LONGEST = 60;
const LINES = 3;

/** Characters that would turn or hide what stands beside them. A joiner inside an emoji stays. */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]+/g;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const LONE_SURROGATE = /[\ud800-\udfff]/gu;
const NOTHING = /^[\s\u200c\u200d\u115f\u1160\u3164\uffa0]*$/;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A name on one line, without unseen characters, cut with an ellipsis; "(no name)" for an empty one. */
export function shown(text: string, longest = LONGEST): string {
  const plain = text.slice(0, longest * 12).replace(UNSEEN, "").replace(CONTROL, " ").replace(LONE_SURROGATE, "\ufffd").replace(/\s+/g, " ").trim();
  return NOTHING.test(plain) ? "(no name)" : cut(plain, longest);
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const parts = Array.from(graphemes.segment(text), (s) => s.segment);
  return parts.length <= longest ? text : `${parts.slice(0, longest - 1).join("").trimEnd()}…`;
}

/** The name in at most three lines of about `width` characters. */
export function lines(text: string, width = 18): string[] {
  const rows: string[] = [];
  for (const word of shown(text).split(" ").flatMap((w) => pieces(w, width))) {
    const last = rows.at(-1);
    if (last !== undefined && length(last) + 1 + length(word) <= width) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  if (rows.length <= LINES) return rows;
  return [...rows.slice(0, LINES - 1), `${rows[LINES - 1]}…`];
}

function pieces(word: string, width: number): string[] {
  const parts = Array.from(graphemes.segment(word), (s) => s.segment);
  return Array.from({ length: Math.ceil(parts.length / width) }, (_, i) => parts.slice(i * width, (i + 1) * width).join(""));
}

function length(text: string): number {
  return Array.from(graphemes.segment(text)).length;
}

/** "CustomerClass" as "customer class". */
export function kindName(label: string): string {
  return shown(label.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase());
}
