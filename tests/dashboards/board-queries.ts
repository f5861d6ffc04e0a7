import { cellBoard, fleetBoard } from '@cellwatch/dashboards';

/** What these tests read of a board's JSON: what Grafana would load, not what a builder promises. */
export interface BoardJson {
  uid: string;
  title: string;
  schemaVersion: number;
  panels: PanelJson[];
  templating: { list?: { name: string; query: string; datasource: { type: string; uid: string } }[] };
  annotations: { list?: { name: string; target: TargetJson; datasource: { type: string; uid: string } }[] };
}

export interface PanelJson {
  id: number;
  type: string;
  title: string;
  description?: string;
  datasource?: { type: string; uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: TargetJson[];
  maxDataPoints?: number;
  timeFrom?: string;
  options?: {
    xField?: string;
    mapping?: string;
    series?: { x: { matcher: { options: string } }; y: { matcher: { options: string } } }[];
    legend?: { showLegend: boolean };
    reduceOptions?: { calcs: string[]; fields?: string };
  };
  transformations?: { id: string; options: { fields: string[] } }[];
  fieldConfig?: {
    defaults: { unit?: string };
    overrides: { matcher: { id: string; options: string }; properties: { id: string; value: unknown }[] }[];
  };
}

export interface TargetJson {
  refId: string;
  rawSql: string;
  format: string;
  rawQuery: boolean;
  editorMode: string;
  datasource: { type: string; uid: string };
}

export const boards: BoardJson[] = [fleetBoard(), cellBoard()].map(
  (board) => JSON.parse(JSON.stringify(board)) as BoardJson,
);

export const panels = boards.flatMap((board) =>
  board.panels
    .filter((panel) => panel.type !== 'row')
    .map((panel) => ({ name: `${board.uid} ${panel.id} ${panel.title}`, board, panel })),
);
