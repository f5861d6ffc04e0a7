import type { CellAlert } from '@cellwatch/events';

export function alertKey({ cell_id, rule, test_id, record_index }: CellAlert): string {
  return `${cell_id} ${rule} ${test_id} ${record_index}`;
}
