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

/** What is merged into the pod that the operator makes: its own containers come by other fields. */
export interface PodTemplate {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Omit<PodSpec, "containers">;
}

/** What is merged into a container of the operator's. */
export type ContainerPart = Omit<Container, "name">;

interface Service {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: types.input.core.v1.ServiceSpec;
}

/** Which keys a daemon knows other daemons and clients by. */
interface Keys {
  readonly slurmKeyRef: SecretKey;
  readonly jwtKeyRef: SecretKey;
}

/** slurmctld, and slurm.conf for everybody. */
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

/** Pods that run slurmd, all alike, each a node of Slurm's. */
export interface NodeSetSpec {
  readonly controllerRef: Reference;
  readonly replicas: number;
  readonly scalingMode: "StatefulSet";
  readonly pinToNode: boolean;
  readonly workloadDisruptionProtection: boolean;
  readonly pruneSlurmNodeRecords: "Never" | "NodeNotFound";
  readonly partition: { readonly enabled: false };
  readonly extraConf: string;
  readonly updateStrategy: { readonly type: "RollingUpdate"; readonly rollingUpdate: { readonly maxUnavailable: number } };
  readonly slurmd: ContainerPart;
  readonly logfile: ContainerPart;
  readonly template: PodTemplate;
}
export class NodeSet extends foreignKind<NodeSetSpec>(apiVersion, "NodeSet") {}

/** Pods to which people log in. */
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

/** slurmdbd and where its database is. */
export interface AccountingSpec extends Keys {
  readonly storageConfig: {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly username: string;
    readonly passwordKeyRef: SecretKey;
  };
  readonly slurmdbd: ContainerPart;
  readonly template: PodTemplate;
}
export class Accounting extends foreignKind<AccountingSpec>(apiVersion, "Accounting") {}

/** slurmrestd, by which the operator itself speaks to Slurm. */
export interface RestApiSpec {
  readonly controllerRef: Reference;
  readonly replicas: number;
  readonly slurmrestd: ContainerPart;
  readonly template: PodTemplate;
}
export class RestApi extends foreignKind<RestApiSpec>(apiVersion, "RestApi") {}

/** A token that the operator signs and renews, in a Secret. */
export interface TokenSpec {
  readonly username: string;
  readonly jwtKeyRef: SecretKey;
  readonly lifetime: string;
  readonly refresh: boolean;
  readonly secretRef: SecretKey;
}
export class Token extends foreignKind<TokenSpec>(apiVersion, "Token") {}
