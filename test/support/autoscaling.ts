import type { ScaledObjectSpec } from "../../components/crd/keda.ts";

/** A request of a client: when it comes, and for how many seconds an engine works on it. */
export interface Arrival {
  readonly at: number;
  readonly seconds: number;
}

/** What the autoscaler works on. */
export interface Scaled {
  readonly spec: ScaledObjectSpec;
  /** Requests that a replica takes at a time. */
  readonly takes: number;
  readonly startSeconds: number;
  readonly queueTimeoutSeconds: number;
  /** Seconds for which a replica that stops still works. */
  readonly graceSeconds: number;
}

export interface Outcome {
  readonly answered: number;
  /** Requests whose replica was gone before they ended. */
  readonly cut: number;
  /** Requests that waited longer than the queue lets them. */
  readonly timedOut: number;
  /** Requests that a replica worked on when the number of replicas went to zero. */
  readonly runningAtZero: number;
  /** The number of replicas each time it changed, with its second. */
  readonly changes: readonly (readonly [number, number])[];
}

interface Replica {
  readonly readyAt: number;
  /** The ends of its requests. */
  running: number[];
  stopsAt?: number;
}

/** What Prometheus keeps of a pool at a scrape. */
interface Sample {
  readonly at: number;
  readonly waiting: number;
  readonly running: number;
  readonly arrived: number;
}

/** A trigger's query, from what was scraped: of the shapes that plans write. */
function answerTo(query: string, samples: readonly Sample[], now: number): number {
  const last = samples.at(-1);
  if (last === undefined) return 0;
  if (query.includes("increase(")) {
    const first = samples.find(({ at }) => at >= now - 60) ?? last;
    return Math.min(1, last.arrived - first.arrived);
  }
  return (query.includes("queue_size") ? last.waiting : 0) + (query.includes("num_requests_running") ? last.running : 0);
}

/** The horizontal autoscaler's arithmetic for external metrics of type AverageValue, with the behaviour that is declared and its tolerance of a tenth. */
class Autoscaler {
  private readonly recommended: (readonly [number, number])[] = [];
  private readonly downs: (readonly [number, number])[] = [];
  private readonly scaled: ScaledObjectSpec;

  constructor(scaled: ScaledObjectSpec) {
    this.scaled = scaled;
  }

  desired(now: number, replicas: number, values: readonly number[]): number {
    const { minReplicaCount, maxReplicaCount, triggers, advanced } = this.scaled;
    const proposals = triggers.map(({ metadata }, index) => {
      const each = Number(metadata.threshold);
      const value = values[index] ?? 0;
      return Math.abs(1 - value / (each * replicas)) <= 0.1 ? replicas : Math.ceil(value / each);
    });
    const wanted = Math.min(maxReplicaCount, Math.max(minReplicaCount, 1, ...proposals));
    this.recommended.push([now, wanted]);
    const { scaleDown, scaleUp } = advanced.horizontalPodAutoscalerConfig.behavior;
    if (wanted > replicas) return Math.min(wanted, replicas + (scaleUp.policies[0]?.value ?? 0));
    const highest = Math.max(
      ...this.recommended.filter(([at]) => at > now - scaleDown.stabilizationWindowSeconds).map(([, count]) => count),
    );
    const [policy] = scaleDown.policies;
    if (highest >= replicas || policy === undefined) return replicas;
    const gone = this.downs.filter(([at]) => at > now - policy.periodSeconds).reduce((sum, [, count]) => sum + count, 0);
    const next = Math.min(replicas, Math.max(highest, replicas - Math.max(0, policy.value - gone)));
    if (next < replicas) this.downs.push([now, replicas - next]);
    return next;
  }
}

/**
 * Plays requests against a pool whose number of replicas KEDA (activation, cooldown, from any number to zero) and the horizontal autoscaler decide, by the
 * second: scrapes and rounds of the autoscaler every 15 s, KEDA's own every `pollingInterval`. The newest replica goes first, however busy it is.
 */
export function play(scaled: Scaled, arrivals: readonly Arrival[], seconds: number, replicasAtFirst: number): Outcome {
  const { spec, takes, startSeconds, queueTimeoutSeconds, graceSeconds } = scaled;
  const autoscaler = new Autoscaler(spec);
  const samples: Sample[] = [];
  const queue: Arrival[] = [];
  const changes: (readonly [number, number])[] = [[0, replicasAtFirst]];
  let replicas: Replica[] = Array.from({ length: replicasAtFirst }, () => ({ readyAt: 0, running: [] }));
  let stopping: Replica[] = [];
  let [next, lastActive, answered, cut, timedOut, runningAtZero] = [0, 0, 0, 0, 0, 0];
  const isWorking = () => [...replicas, ...stopping].reduce((sum, { running }) => sum + running.length, 0);

  const become = (now: number, count: number) => {
    if (count === replicas.length) return;
    if (count === 0) runningAtZero += isWorking();
    const going = replicas.slice(count);
    for (const replica of going) replica.stopsAt = now + graceSeconds;
    stopping.push(...going.filter(({ running }) => running.length > 0));
    const coming = Array.from({ length: Math.max(0, count - replicas.length) }, () => ({ readyAt: now + startSeconds, running: [] }));
    replicas = [...replicas.slice(0, count), ...coming];
    changes.push([now, count]);
  };

  for (let now = 0; now < seconds; now++) {
    for (const replica of [...replicas, ...stopping]) {
      const left = replica.running.filter((end) => end > now);
      answered += replica.running.length - left.length;
      replica.running = left;
    }
    cut += stopping.filter(({ stopsAt = 0 }) => stopsAt <= now).reduce((sum, { running }) => sum + running.length, 0);
    stopping = stopping.filter(({ stopsAt = 0, running }) => stopsAt > now && running.length > 0);

    for (let arrival = arrivals[next]; arrival !== undefined && arrival.at <= now; arrival = arrivals[++next]) queue.push(arrival);
    while (queue[0] !== undefined && now - queue[0].at > queueTimeoutSeconds) {
      queue.shift();
      timedOut++;
    }
    const ready = replicas.filter(({ readyAt }) => readyAt <= now);
    while (queue.length > 0) {
      const [freest] = ready.sort((one, other) => one.running.length - other.running.length);
      if (freest === undefined || freest.running.length >= takes) break;
      freest.running.push(now + (queue.shift()?.seconds ?? 0));
    }

    if (now % 15 === 0) samples.push({ at: now, waiting: queue.length, running: isWorking(), arrived: next });
    if (samples.length > 8) samples.shift();
    const values = spec.triggers.map(({ metadata }) => answerTo(metadata.query, samples, now));
    if (now % spec.pollingInterval === 0) {
      const isActive = values.some((value, index) => value > Number(spec.triggers[index]?.metadata.activationThreshold));
      if (isActive) lastActive = now;
      if (isActive && replicas.length === 0) become(now, Math.max(1, spec.minReplicaCount));
      if (!isActive && spec.minReplicaCount === 0 && now - lastActive > spec.cooldownPeriod) become(now, 0);
    }
    if (now % 15 === 0 && replicas.length > 0) become(now, autoscaler.desired(now, replicas.length, values));
  }
  return { answered, cut, timedOut, runningAtZero, changes };
}
