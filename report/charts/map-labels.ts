/** A disc on a map, and the size of its label. */
export interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
}

/** A label's position: the anchor of its text, and the upper edge of its first line. */
export interface LabelPlace {
  readonly x: number;
  readonly top: number;
  readonly anchor: "start" | "middle" | "end";
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const distance = 6;

const overlap = (a: Box, b: Box) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

const areaOf = ({ left, top, right, bottom }: Box) => (right - left) * (bottom - top);

const discBox = ({ x, y, radius }: Labelled): Box => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });

function candidates({ x, y, radius, width, height }: Labelled): (LabelPlace & Box)[] {
  const away = radius + distance;
  const at = (anchor: LabelPlace["anchor"], from: number, top: number) => {
    const left = anchor === "start" ? from : anchor === "end" ? from - width : from - width / 2;
    return { x: from, anchor, left, right: left + width, top, bottom: top + height };
  };
  return [
    at("start", x + away, y - height / 2),
    at("end", x - away, y - height / 2),
    at("middle", x, y + away - 2),
    at("middle", x, y - away - height + 2),
    at("start", x + away * 0.7, y + away * 0.7),
    at("start", x + away * 0.7, y - away * 0.7 - height),
  ];
}

/** Places each label so that it covers the least of discs, earlier labels and the area outside the frame. */
export function placeLabels(items: readonly Labelled[], frame: { readonly width: number; readonly height: number }): LabelPlace[] {
  const inside: Box = { left: 4, top: 4, right: frame.width - 4, bottom: frame.height - 4 };
  const taken: Box[] = items.map(discBox);
  return items.map((item) => {
    const cost = (box: Box) => areaOf(box) - overlap(box, inside) + taken.reduce((sum, other) => sum + overlap(box, other), 0);
    const best = candidates(item).reduce((a, b) => (cost(b) < cost(a) ? b : a));
    taken.push(best);
    return { x: best.x, top: best.top, anchor: best.anchor };
  });
}
