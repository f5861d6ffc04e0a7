import type { DynamicConfigValue, ValueMapping, ValueMappingResult } from '@grafana/grafana-foundation-sdk/dashboard';
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';

/** Grafana's unit ids of our quantities; Grafana itself scales ampere-hours to mAh and so on. */
export const units = {
  volt: 'volt',
  ampere: 'amp',
  ampereHour: 'amph',
  wattHour: 'watth',
  celsius: 'celsius',
  ratio: 'percentunit',
  second: 's',
  ohm: 'ohm',
  voltPerHour: 'suffix: V/h',
  wattHourPerKilogram: 'suffix: Wh/kg',
} as const;

export function unit(id: string, decimals?: number): DynamicConfigValue[] {
  return [{ id: 'unit', value: id }, ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }])];
}

/** In the frame, so that a link can use it, but not on the screen. */
export const hidden: DynamicConfigValue[] = [{ id: 'custom.hideFrom.viz', value: true }];

export function width(pixels: number): DynamicConfigValue[] {
  return [{ id: 'custom.width', value: pixels }];
}

export function link(title: string, url: string): DynamicConfigValue[] {
  return [{ id: 'links', value: [{ title, url }] }];
}

/** The cell's background follows its mapped or threshold colour. */
export const colouredCell: DynamicConfigValue[] = [
  { id: 'custom.cellOptions', value: { type: 'color-background', mode: 'basic' } },
];

export function words(texts: Record<string, ValueMappingResult>): ValueMapping[] {
  return [{ type: MappingType.ValueToText, options: texts }];
}
