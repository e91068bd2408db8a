import { expect, test } from "vitest";
import { acceleratorNames, accelerators } from "../../../components/catalog/accelerators.ts";
import { powerCapOf } from "../../../components/catalog/power-caps.ts";

test("a cap is below full power, and costs speed", () => {
  for (const name of acceleratorNames) {
    const { wattsPerGpu, speedPercent } = powerCapOf(name);
    expect(wattsPerGpu.value, name).toBeLessThan(accelerators[name].thermalDesignWattsPerGpu.value);
    expect(speedPercent.value, name).toBeLessThan(100);
  }
});

test("Hopper takes 200 W of 700, as a driver has shown; the others are assumed to take half", () => {
  expect(powerCapOf("h100").wattsPerGpu).toMatchObject({ basis: "announced", value: 200 });
  expect(powerCapOf("gb300-nvl72").wattsPerGpu).toMatchObject({ basis: "assumed", value: 700 });
});
