const supplement = 'only in the supplement, which was not used';

/** What the paper reports and nothing here can compute. */
export const notComputable: { quantity: string; why: string }[] = [
  { quantity: 'σ_ion of the electrolyte', why: supplement },
  { quantity: 'σ_e of PVC carbon', why: supplement },
  { quantity: 'specific surface areas', why: supplement },
  { quantity: 'mean voltages of the cells', why: `${supplement}; those above are implied by the energy densities` },
  { quantity: 'CE of each cycle', why: supplement },
  { quantity: 'mass tables of the energy densities', why: supplement },
  { quantity: 'literature tables', why: supplement },
  { quantity: 'fade curve of the Si reference cell', why: supplement },
  { quantity: 'R_int', why: supplement },
  { quantity: 'retention of Si/Sn-10 (~33.2 %), capacity of the silicides (~40 mAh/g) and of PVC carbon (401.4 mAh/g)', why: 'not stated: no capacities or cycles beside them' },
  { quantity: 'absolute D_Li', why: 'not stated: the σ and the concentration behind them' },
  { quantity: 'σ_e of Si, FeSi2, NiSi2, CoSi2, +G/C (1.177·10⁻⁵ to 0.2186 S/cm)', why: 'not stated: resistances and thicknesses behind them' },
  { quantity: 'swelling when lithiated (179.1, 151.2, 72.1, 37.2, 32.6 %) and of delithiated +G/C (11.6 %)', why: 'not stated: the thicknesses behind them' },
  { quantity: 'elastic shares of CoSi2 (32 %) and graphite (38.4 %)', why: 'not stated: the two energies; only shares are printed' },
  { quantity: 'particle and crystallite sizes, Raman, XPS, carbon yield', why: 'not stated: no raw measurement; entered by hand as they are' },
  { quantity: 'recovery of the rate test as a number', why: 'not stated: “fully recovered”' },
  { quantity: 'no short at 3C', why: 'not stated: no quantity' },
  { quantity: 'current of the ASSLB half-cells, basis of 1C in ASSLB, holds and rests, the room’s temperature', why: 'not stated: what the streams above assume is named with them' },
  { quantity: 'state of charge and rest before impedance', why: 'not stated' },
]; // prettier-ignore
