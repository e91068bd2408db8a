import * as Plot from "@observablehq/plot";
import { Window, type SVGElement } from "happy-dom";

const { document } = new Window();

/** The text alternative of a picture, for readers who do not see it. */
export interface Alternative {
  /** Unique in its page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Attributes whose numbers are rounded to a tenth of a pixel. */
const geometry = ["d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "cx", "cy", "r"];

const rounded = (numbers: string) => numbers.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10));

/** A plot as the text of one SVG element, drawn without a browser; its text is escaped. */
export function drawSvg(options: Plot.PlotOptions, { id, title, description }: Alternative): string {
  const svg = Plot.plot({ className: "chart", ...options, document }) as unknown as SVGElement;
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const element of svg.querySelectorAll("*")) {
    // The picture is one image with one description, so screen readers must not read out its parts.
    element.removeAttribute("aria-label");
    element.removeAttribute("aria-hidden");
    for (const name of geometry) {
      const value = element.getAttribute(name);
      if (value !== null) element.setAttribute(name, rounded(value));
    }
  }
  svg.prepend(textElement("title", `${id}-title`, title), textElement("desc", `${id}-description`, description));
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-labelledby", `${id}-title`);
  svg.setAttribute("aria-describedby", `${id}-description`);
  return svg.outerHTML;
}

function textElement(name: "title" | "desc", id: string, text: string) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  element.setAttribute("id", id);
  element.textContent = text;
  return element;
}
