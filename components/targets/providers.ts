import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Connection } from "./connect.ts";

/** The provider of a cluster; undefined while the cluster is waited for. */
export function providerFor(stackName: string, clusterName: string, connection: Connection): k8s.Provider | undefined {
  switch (connection.kind) {
    case "render":
      // Relative to the program's folder, and constant: another path would replace every object.
      return new k8s.Provider(clusterName, { renderYamlToDirectory: `../out/${stackName}/${clusterName}` });
    case "live":
      return new k8s.Provider(clusterName, {
        ...("context" in connection.credentials
          ? connection.credentials
          : { kubeconfig: pulumi.secret(connection.credentials.kubeconfig) }),
        enableServerSideApply: true,
        // Changed data reaches its readers in place, not as a new object beside the old one.
        enableConfigMapMutable: true,
        enableSecretMutable: true,
      });
    case "waiting":
      return undefined;
  }
}
