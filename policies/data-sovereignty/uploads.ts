import type { Finding } from "../lib/rule.ts";
import type { Declarations } from "./declared.ts";
import { urlsIn } from "./hosts.ts";
import { listAt, podSpecsIn, textAt, type KubernetesObject } from "./objects.ts";
import { hostsIn } from "./shapes.ts";
import { printObject } from "./undeclared.ts";

/** Purposes of egress by which something is fetched and nothing sent. */
const readOnly = ["registry", "package-mirror", "time"];

/** Words of a command that sends: uploads, copies to a host, pushes. */
const sends =
  /\bcurl\b.*(\s-T|--upload-file|\s-d\b|--data|\s-F\b|--form|-X\s*(PUT|POST|PATCH))|\bwget\b.*--(post|body)|\b(rsync|scp|sftp|rclone|nc|ncat|socat|gsutil|azcopy)\b|\baws\s+s3\s+(cp|mv|sync)\b|\b(buildah|crane|docker|oras|podman|skopeo)\s+(copy|push)\b|\bgit\s+push\b|\/dev\/(tcp|udp)\//s;

/** Commands of pods that send data to a host which is declared for fetching only. */
export function uploads(object: KubernetesObject, { egress }: Declarations): Finding[] {
  const containers = podSpecsIn(object).flatMap(({ spec }) => ["containers", "initContainers"].flatMap((list) => listAt(spec, list)));
  return containers.flatMap((container) => {
    const command = [...listAt(container, "command"), ...listAt(container, "args")].filter((word) => typeof word === "string").join(" ");
    if (!sends.test(command)) return [];
    const hosts = [...urlsIn(command), ...hostsIn(command, { isCommand: true })].map(({ host }) => host);
    return [...new Set(hosts)].flatMap((host): Finding[] => {
      const purposes = egress.flatMap(({ destination, purpose }) =>
        destination.kind === "host" && destination.host.toLowerCase() === host ? [purpose] : [],
      );
      if (purposes.length === 0 || purposes.some((purpose) => !readOnly.includes(purpose))) return [];
      return [
        {
          urn: object.urn,
          got: `${printObject(object)} sends data to ${host} (container ${textAt(container, "name") ?? ""}), which is declared for ${purposes.join(", ")}`,
          want: "what is fetched from there, and nothing sent",
          fix: "send it to a declared object store; or declare the destination for what it is",
        },
      ];
    });
  });
}
