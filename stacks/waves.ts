/**
 * The order in which a change reaches the stacks: a wave begins when the one before is through, and has been watched. The smallest site goes first, the sites that others fail over to
 * apart from those, and the fleet, which adds them up, last.
 */
export const waves: readonly (readonly string[])[] = [
  ["glomfjord"],
  ["keflavik", "loughton"],
  ["narvik"],
  ["texas", "stargate-uk"],
  ["fleet"],
];
