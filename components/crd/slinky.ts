import type { types } from "@pulumi/kubernetes";
import { foreignKind } from "./foreign-kind.ts";

const apiVersion = "slinky.slurm.net/v1beta1";

type Container = types.input.core.v1.Container;
type PodSpec = types.input.core.v1.PodSpec;

/** A key of a Secret. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

interface Reference {
  readonly name: string;
}

/** Fields merged into the pod that the operator makes; its own containers have fields of their own. */
export interface PodTemplate {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Omit<PodSpec, "containers">;
}

/** Fields merged into a container of the operator's pod. */
export type ContainerPart = Omit<Container, "name">;

interface Service {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: types.input.core.v1.ServiceSpec;
}

/** Keys by which a daemon authenticates other daemons and clients. */
interface Keys {
  readonly slurmKeyRef: SecretKey;
  readonly jwtKeyRef: SecretKey;
}

/** slurmctld, and the cluster's slurm.conf. */
export interface ControllerSpec extends Keys {
  readonly clusterName: string;
  readonly accountingRef: Reference;
  readonly inplaceReconfigure: boolean;
  readonly extraConf: string;
  readonly configFileRefs: readonly Reference[];
  readonly prologScriptRefs: readonly Reference[];
  readonly epilogScriptRefs: readonly Reference[];
  readonly persistence: {
    readonly enabled: true;
    readonly storageClassName: string;
    readonly accessModes: readonly string[];
    readonly resources: { readonly requests: { readonly storage: string } };
  };
  readonly metrics: { readonly enabled: boolean; readonly serviceMonitor: { readonly enabled: boolean } };
  readonly slurmctld: ContainerPart;
  readonly reconfigure: ContainerPart;
  readonly logfile: ContainerPart;
  readonly template: PodTemplate;
}
export class Controller extends foreignKind<ControllerSpec>(apiVersion, "Controller") {}

/** Identical pods that run slurmd, each a Slurm node. */
export interface NodeSetSpec {
  readonly controllerRef: Reference;
  readonly replicas: number;
  readonly scalingMode: "StatefulSet";
  readonly pinToNode: boolean;
  readonly workloadDisruptionProtection: boolean;
  readonly pruneSlurmNodeRecords: "Never" | "NodeNotFound";
  readonly partition: { readonly enabled: false };
  readonly extraConf: string;
  readonly updateStrategy:
    | { readonly type: "OnDelete" }
    | {
        readonly type: "ScheduledUpdate";
        readonly scheduledUpdate: { readonly startTime: string; readonly duration: string; readonly flags: readonly string[] };
      };
  /** Logins to one's own jobs' nodes, which pam_slurm_adopt lets in. */
  readonly ssh: { readonly enabled: true; readonly extraSshdConfig: string; readonly sssdConfRef: SecretKey };
  readonly slurmd: ContainerPart;
  readonly logfile: ContainerPart;
  readonly template: PodTemplate;
}
export class NodeSet extends foreignKind<NodeSetSpec>(apiVersion, "NodeSet") {}

/** Pods for logins. */
export interface LoginSetSpec {
  readonly controllerRef: Reference;
  readonly replicas: number;
  readonly sssdConfRef: SecretKey;
  readonly extraSshdConfig: string;
  readonly service: Service;
  readonly login: ContainerPart;
  readonly initconf: ContainerPart;
  readonly template: PodTemplate;
}
export class LoginSet extends foreignKind<LoginSetSpec>(apiVersion, "LoginSet") {}

/** slurmdbd, and the address of its database. */
export interface AccountingSpec extends Keys {
  readonly storageConfig: {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly username: string;
    readonly passwordKeyRef: SecretKey;
  };
  readonly extraConf: string;
  readonly slurmdbd: ContainerPart;
  readonly template: PodTemplate;
}
export class Accounting extends foreignKind<AccountingSpec>(apiVersion, "Accounting") {}

/** slurmrestd, through which the operator speaks to Slurm. */
export interface RestApiSpec {
  readonly controllerRef: Reference;
  readonly replicas: number;
  readonly slurmrestd: ContainerPart;
  readonly template: PodTemplate;
}
export class RestApi extends foreignKind<RestApiSpec>(apiVersion, "RestApi") {}

/** A token that the operator signs and renews, kept in a Secret. */
export interface TokenSpec {
  readonly username: string;
  readonly jwtKeyRef: SecretKey;
  readonly lifetime: string;
  readonly refresh: boolean;
  readonly secretRef: SecretKey;
}
export class Token extends foreignKind<TokenSpec>(apiVersion, "Token") {}
