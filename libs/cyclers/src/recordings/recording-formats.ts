/** Binary files that are read when they are whole, for error texts and documentation. */
export const recordingFormats = [
  {
    source_format: 'neware.ndax',
    title: 'Neware .ndax, versions 14 and 17: a zip of data.ndc, data_runInfo.ndc, data_step.ndc, TestInfo.xml',
    columns: [
      'data.ndc -> record_index, voltage_volt, current_ampere',
      'data_runInfo.ndc -> step_count, step_time_second, unix_time_second, source_charging_capacity_ah, source_discharging_capacity_ah, source_charging_energy_wh, source_discharging_energy_wh',
      'data_step.ndc -> cycle_count, step_id, cycler_state, test_time_second',
      'data_AUX_*.ndc -> temperature_t1_celsius',
    ],
  },
  {
    source_format: 'biologic.mpr',
    title: 'BioLogic .mpr: a modular file of settings, data and log',
    columns: [
      'time/s -> test_time_second',
      'step time/s -> step_time_second',
      'Ewe/V | <Ewe>/V -> voltage_volt',
      '<I>/mA | I/mA | dq/mA.h -> current_ampere',
      'Ns -> step_id',
      'cycle number | half cycle -> cycle_count',
      'mode -> cycler_state',
      'Q charge/discharge/mA.h -> source_charging_capacity_ah, source_discharging_capacity_ah',
      'Energy charge/W.h -> source_charging_energy_wh',
      'Energy discharge/W.h -> source_discharging_energy_wh',
    ],
  },
];
