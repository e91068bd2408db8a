interface Waiting {
  readonly rank: number;
  readonly start: () => void;
}

/** Runs pieces of work, at most `size` at once. Of those that wait, the one with the lowest rank is next. */
export class Slots {
  #free: number;
  readonly #waiting: Waiting[] = [];

  constructor(size: number) {
    this.#free = size;
  }

  async run<Result>(rank: number, work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((start) => this.#waiting.push({ rank, start }));
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  #next(): void {
    const next = this.#waiting.sort((a, b) => a.rank - b.rank).shift();
    if (next === undefined) this.#free++;
    else next.start();
  }
}
