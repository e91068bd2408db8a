import { charts } from "../../../catalog/charts.ts";
import { list } from "../cel.ts";

const operators = Object.values(charts).map(({ namespace }) => namespace);

/** Groups of accounts that write for controllers: Kubernetes' own, the operators', and the hosts'. No tenant's account is in any. */
const groups = [...["kube-system", ...new Set(operators)].map((namespace) => `system:serviceaccounts:${namespace}`), "system:nodes"];

/** Kubernetes' own parts, where they do not use accounts of a namespace. */
const users = ["system:kube-scheduler", "system:kube-controller-manager", "system:apiserver"];

/** True in CEL where a controller writes. */
export const isController = `request.userInfo.username in ${list(users)} || (has(request.userInfo.groups) && request.userInfo.groups.exists(group, group in ${list(groups)}))`;
