export { europeanArea, europeanMembers, type EuropeanMembers } from "../../components/catalog/european-area.ts";
