import { describe, expect, test } from "vitest";
import { acceleratorNames, accelerators, coolingClasses, gpusPerUnit } from "../../../components/catalog/accelerators.ts";
import type { AcceleratorName } from "../../../components/catalog/accelerators.ts";

interface Row {
  gpus: number;
  kilowatts: number;
  /** Rounded to two decimals, by way of whole watts: 10.2 / 8 is a little under 1.275 in binary. */
  kilowattsPerGpu: number;
  hbm: number;
  processing: number;
  nics: number;
  domain: number;
}

const table: Record<AcceleratorName, Row> = {
  h100: { gpus: 8, kilowatts: 10.2, kilowattsPerGpu: 1.28, hbm: 80, processing: 15_832, nics: 8, domain: 8 },
  h200: { gpus: 8, kilowatts: 10.2, kilowattsPerGpu: 1.28, hbm: 141, processing: 15_832, nics: 8, domain: 8 },
  b200: { gpus: 8, kilowatts: 14.3, kilowattsPerGpu: 1.79, hbm: 180, processing: 36_000, nics: 8, domain: 8 },
  b300: { gpus: 8, kilowatts: 14.5, kilowattsPerGpu: 1.81, hbm: 268, processing: 52_500, nics: 8, domain: 8 },
  "gb200-nvl72": { gpus: 72, kilowatts: 132, kilowattsPerGpu: 1.83, hbm: 192, processing: 40_000, nics: 4, domain: 72 },
  "gb300-nvl72": { gpus: 72, kilowatts: 140, kilowattsPerGpu: 1.94, hbm: 288, processing: 60_000, nics: 4, domain: 72 },
  "vr200-nvl72": { gpus: 72, kilowatts: 230, kilowattsPerGpu: 3.19, hbm: 288, processing: 200_000, nics: 4, domain: 72 },
  mi300x: { gpus: 8, kilowatts: 10.6, kilowattsPerGpu: 1.33, hbm: 192, processing: 20_919, nics: 8, domain: 8 },
  mi355x: { gpus: 8, kilowatts: 15.8, kilowattsPerGpu: 1.98, hbm: 288, processing: 60_396, nics: 8, domain: 8 },
  "mi455x-helios": { gpus: 72, kilowatts: 230, kilowattsPerGpu: 3.19, hbm: 432, processing: 160_000, nics: 12, domain: 72 },
};

test("the catalogue holds these accelerators, in this order", () => {
  expect(acceleratorNames).toEqual(Object.keys(table));
});

describe.each(acceleratorNames)("%s", (name) => {
  const accelerator = accelerators[name];

  test("has the figures of the table", () => {
    const gpus = gpusPerUnit(accelerator);
    expect({
      gpus,
      kilowatts: accelerator.unitKilowatts.value,
      kilowattsPerGpu: Math.round((accelerator.unitKilowatts.value * 1000) / gpus / 10) / 100,
      hbm: accelerator.hbmGigabytesPerGpu.value,
      processing: accelerator.totalProcessingPerformance.value,
      nics: accelerator.fabric.nicsPerHost.value,
      domain: accelerator.scaleUpDomainGpus,
    }).toEqual(table[name]);
  });

  test("is controlled by its own figure", () => {
    expect(accelerator.totalProcessingPerformance.value).toBeGreaterThanOrEqual(4800);
    expect(accelerator.eccn.value).toBe("3A090.a");
  });

  test("draws more than its GPUs alone", () => {
    const gpuKilowatts = (gpusPerUnit(accelerator) * accelerator.thermalDesignWattsPerGpu.value) / 1000;
    expect(accelerator.unitKilowatts.value).toBeGreaterThan(gpuKilowatts);
  });

  test("has one NIC a GPU, or as many for each", () => {
    expect(accelerator.fabric.nicsPerHost.value % accelerator.unit.gpusPerHost).toBe(0);
  });
});

test("memory is what the driver shows, which is more than the maker's round figure", () => {
  const gigabytes = (mebibytes: number) => Math.round((mebibytes * 2 ** 20) / 1e8) / 10;
  expect(acceleratorNames.map((name) => [name, gigabytes(accelerators[name].memoryMebibytesPerGpu.value)])).toEqual([
    ["h100", 85.5],
    ["h200", 150.8],
    ["b200", 192.3],
    ["b300", 288.4],
    ["gb200-nvl72", 198.7],
    ["gb300-nvl72", 298],
    ["vr200-nvl72", 298],
    ["mi300x", 206.1],
    ["mi355x", 309.2],
    ["mi455x-helios", 463.8],
  ]);
});

test("a rack is 18 hosts of 4 GPUs, NVIDIA's with Arm processors; every other unit is one host of 8", () => {
  for (const name of acceleratorNames) {
    const { unit, hostArchitecture } = accelerators[name];
    const rack = name.endsWith("-nvl72") || name.endsWith("-helios");
    expect({ unit, hostArchitecture }, name).toEqual(
      rack
        ? { unit: { kind: "rack", hosts: 18, gpusPerHost: 4 }, hostArchitecture: name.startsWith("mi") ? "amd64" : "arm64" }
        : { unit: { kind: "host", hosts: 1, gpusPerHost: 8 }, hostArchitecture: "amd64" },
    );
  }
});

test("each cooling class serves these accelerators", () => {
  const served = Object.fromEntries(
    coolingClasses.map((cooling) => [cooling, acceleratorNames.filter((name) => accelerators[name].cooling.includes(cooling))]),
  );
  expect(served).toEqual({
    air: ["h100", "h200", "b200", "b300", "mi300x"],
    "direct-to-chip-liquid": ["b200", "b300", "gb200-nvl72", "gb300-nvl72", "vr200-nvl72", "mi355x", "mi455x-helios"],
  });
});

test("the vendor decides the device resource", () => {
  for (const name of acceleratorNames) {
    const { vendor, deviceResource } = accelerators[name];
    expect(deviceResource, name).toBe(name.startsWith("mi") ? "amd.com/gpu" : "nvidia.com/gpu");
    expect(vendor, name).toBe(name.startsWith("mi") ? "amd" : "nvidia");
  }
});

test("these figures are assumptions, each with its reason", () => {
  const assumptions = acceleratorNames.flatMap((name) => {
    const { fabric, hbmGigabytesPerGpu, memoryMebibytesPerGpu, thermalDesignWattsPerGpu, totalProcessingPerformance, unitKilowatts } =
      accelerators[name];
    const facts = {
      unitKilowatts,
      hbmGigabytesPerGpu,
      memoryMebibytesPerGpu,
      thermalDesignWattsPerGpu,
      totalProcessingPerformance,
      nicsPerHost: fabric.nicsPerHost,
    };
    return Object.entries(facts).flatMap(([field, fact]) => (fact.basis === "assumed" ? [`${name} ${field}: ${fact.reason}`] : []));
  });
  const overhead = "and the 4.6 kW that a DGX H100 draws beyond its 8 x 700 W";
  expect(assumptions).toEqual([
    "vr200-nvl72 memoryMebibytesPerGpu: as a GB300 shows it, whose 288 GB it has; what a driver shows of a Rubin is not public",
    "vr200-nvl72 nicsPerHost: 1.6 Tb/s of ConnectX-9 a GPU are announced, and are counted as one NIC; how many cards carry them is not disclosed",
    `mi300x unitKilowatts: 8 x 750 W, ${overhead}`,
    "mi300x nicsPerHost: one 400 Gb/s NIC a GPU, as vendors build 8-GPU hosts",
    `mi355x unitKilowatts: 8 x 1,400 W, ${overhead}`,
    "mi355x nicsPerHost: one 400 Gb/s NIC a GPU, as vendors build 8-GPU hosts",
    "mi455x-helios unitKilowatts: not disclosed; a rack draws 1.39 times what its GPUs do, as a GB300 NVL72 does",
    "mi455x-helios memoryMebibytesPerGpu: 432 GiB less 16 MiB, as an MI355X shows its 288; what a driver shows of an MI455X is not public",
    "mi455x-helios thermalDesignWattsPerGpu: not disclosed; the trade press of 2025 spoke of 2,300 W and more",
    "mi455x-helios nicsPerHost: 43 TB/s between 72 GPUs are announced: three NICs of 800 Gb/s a GPU, if both directions are counted",
  ]);
});
