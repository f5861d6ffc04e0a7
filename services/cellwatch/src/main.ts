import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { exitCodes, UserError } from './exit-codes.js';
import { OwnedError } from './owner.js';
import { endQuietlyWhenReaderGoes } from './write-out.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65535)
    throw new InvalidArgumentError('expected a port, 0 to 65535');
  return value;
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number, 0 or more');
  return Number(text);
}

function ratio(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('expected a ratio between 0 and 1');
  return value;
}

const data = () =>
  new Option('--data <folder>', 'where the embedded database lives').default('.cellwatch').env('CELLWATCH_DATA');
const cell = () => new Option('--cell <name or file>', 'the cell’s name, or its facts (YAML or JSON)');
const zone = () => new Option('--time-zone <name>', 'IANA zone of the lab’s clocks; this machine’s if not given');
const order = () => new Option('--date-order <order>', 'how 06/05/2021 is read').choices(['mdy', 'dmy']);
const collect = (value: string, all: string[]) => [...all, value];

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('expected a number above 0');
  return value;
}

function celsius(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > -273.15 && value < 1000)) throw new InvalidArgumentError('expected °C');
  return value;
}

// Each verb is loaded when it is asked for: `parse` on a pipe does not wait for a web server's code.
function program(run: (verb: Promise<number>) => Promise<void>): Command {
  const cellwatch = new Command('cellwatch')
    .description('Watches battery cells while they are tested.')
    .version(version)
    .addHelpText('after', '\nExit codes: 0 all taken, 3 taken but some rows were refused, 2 wrong usage, 1 failed.');
  cellwatch
    .command('start')
    .description('run everything in one process and show it in the browser')
    .addOption(data())
    .addOption(
      new Option('--host <host>', 'bind the board here; anything but this machine needs an access key').default(
        '127.0.0.1',
      ),
    )
    .addOption(new Option('--port <port>', 'the board’s port').default(4350).argParser(port).env('BOARD_PORT'))
    .addOption(new Option('--access-key <key>', 'what a visitor must show').env('BOARD_ACCESS_KEY'))
    .addOption(
      new Option(
        '--watch <folder>',
        'follow the cycler and impedance files in this folder instead of the simulated fleet',
      ),
    )
    .addOption(zone())
    .addOption(new Option('--no-demo', 'without the simulated fleet'))
    .addOption(
      new Option('--webhook <url>', 'post what becomes of every alert there; may be given again')
        .default([])
        .argParser(collect),
    )
    .addOption(new Option('--webhook-allow-private', 'allow webhooks into private networks'))
    .addOption(new Option('--webhook-signing-key <key>', 'sign webhooks with it').env('WEBHOOK_SIGNING_KEY'))
    .addOption(new Option('--board-url <url>', 'where people open the board: what alerts link to').env('BOARD_URL'))
    .action((options) => run(import('./verbs/start.js').then(({ start }) => start(options))));
  cellwatch
    .command('import')
    .description('take cycler files, or folders of them, through the pipeline')
    .argument('<path...>', 'files or folders')
    .addOption(data())
    .addOption(cell())
    .addOption(zone())
    .addOption(order())
    .addOption(new Option('--cycles', 'print the cycles of every file, not only of a single one').default(false))
    .action((paths, options) =>
      run(import('./verbs/import.js').then(({ importFiles }) => importFiles(paths, options))),
    );
  cellwatch
    .command('parse')
    .description('print a file’s canonical records, without any server')
    .argument('<file>')
    .addOption(cell())
    .addOption(new Option('--format <format>').choices(['csv', 'ndjson']).default('csv'))
    .addOption(zone())
    .addOption(order())
    .action((path, options) => run(import('./verbs/parse.js').then(({ parse }) => parse(path, options))));
  cellwatch
    .command('spectrum')
    .description('what a file’s impedance sweeps say: verdict, circuit, parameters ± 1σ; no server')
    .argument('<file>')
    .addOption(
      new Option('--circuit <circuit>', 'S2W, S2RW, S2Wo, S1W, or a notation: R0-p(R1,CPE1)-W1').default('S2W'),
    )
    .addOption(cell())
    .addOption(new Option('--area <cm2>', 'electrode area in cm²; over that of --cell').argParser(positive))
    .addOption(new Option('--concentration <mol/cm3>', 'of lithium, for D_Li').argParser(positive))
    .addOption(new Option('--temperature <celsius>', 'of the cell, for D_Li').argParser(celsius))
    .addOption(order())
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .addOption(new Option('--plot <out.svg>', 'write a Nyquist and Bode picture there'))
    .action((path, options) => run(import('./verbs/spectrum.js').then(({ spectrum }) => spectrum(path, options))));
  cellwatch
    .command('refit')
    .description(
      'what stored spectra say by another circuit, beside what is current; changes nothing without --declare',
    )
    .argument('<name...>', 'cells, campaigns, or files of impedance sweeps')
    .requiredOption('--circuit <circuit>', 'S2W, S2RW, S2Wo, S1W, or a notation: R0-p(R1,CPE1)-W1')
    .addOption(data())
    .addOption(zone())
    .addOption(new Option('--format <format>').choices(['text', 'json', 'csv']).default('text'))
    .addOption(
      new Option('--declare', 'then declare the circuit for these cells: they are refitted by it').default(false),
    )
    .action((names, options) => run(import('./verbs/refit.js').then(({ refit }) => refit(names, options))));
  cellwatch
    .command('cycles')
    .description('print a file’s per-cycle table, without any server')
    .argument('<file>')
    .addOption(cell())
    .addOption(new Option('--format <format>').choices(['csv', 'json']).default('csv'))
    .addOption(zone())
    .addOption(order())
    .action((path, options) => run(import('./verbs/cycles.js').then(({ cycles }) => cycles(path, options))));
  const cells = cellwatch.command('cell').description('describe cells: what the lab knows of them and no record tells');
  cells
    .command('check')
    .description('how a file’s cells will be read, and what cannot be computed for want of which fact; no server')
    .argument('<file>', 'one cell, a list of them, or defaults and cells (YAML or JSON)')
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .action((path, options) =>
      run(import('./verbs/cell-check.js').then(({ checkCells }) => checkCells(path, options))),
    );
  cells
    .command('declare')
    .description('declare a file’s cells; results follow from the new facts, and the old ones stay readable')
    .argument('<file>', 'one cell, a list of them, or defaults and cells (YAML or JSON)')
    .addOption(data())
    .action((path, options) =>
      run(import('./verbs/cell-declare.js').then(({ declareCells }) => declareCells(path, options))),
    );
  cellwatch
    .command('observe')
    .description('take what was measured by hand: numbers, pictures, sweeps')
    .argument('<file>', 'a list of observations (YAML or JSON)')
    .addOption(data())
    .action((path, options) => run(import('./verbs/observe.js').then(({ observe }) => observe(path, options))));
  cellwatch
    .command('move')
    .description('move a test that was booked on the wrong cell; what comes of it later goes to the new one too')
    .argument('<test>', 'its test_id')
    .addOption(data())
    .requiredOption('--from <cell>', 'the cell that it is booked on')
    .requiredOption('--to <cell>', 'the cell that it belongs to')
    .action((test, options) => run(import('./verbs/move.js').then(({ move }) => move(test, options))));
  cellwatch
    .command('history')
    .description('under which facts and definitions a cell’s cycles were computed, and a cycle’s values under each')
    .argument('<cell>', 'its cell_id')
    .addOption(data())
    .addOption(new Option('--cycle <number>', 'every value of this cycle (derived_cycle_count)').argParser(whole))
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .action((cell_id, options) => run(import('./verbs/history.js').then(({ history }) => history(cell_id, options))));
  cellwatch
    .command('recompute')
    .description('fold what is stored anew, by this program’s definition, and show what would change; changes nothing')
    .addOption(data())
    .addOption(new Option('--cell <id>', 'only this cell; may be given again').default([]).argParser(collect))
    .addOption(new Option('--accept', 'show, then let everything that is shown follow this definition').default(false))
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .action((options) => run(import('./verbs/recompute.js').then(({ recompute }) => recompute(options))));
  cellwatch
    .command('backtest')
    .description(
      'what rules would have told of the past, beside the rules in force and against labels; changes nothing',
    )
    .argument('[rules]', 'a file of rules (YAML); - or nothing: the limits that come with the program')
    .argument(
      '[path...]',
      'cycler files, tables of cycles, or folders of them, without any server; else what is stored',
    )
    .addOption(data())
    .addOption(new Option('--campaign <name>', 'only the cells of this campaign'))
    .addOption(
      new Option('--cell <name or file>', 'only this cell, or the facts of cells in files; may be given again')
        .default([])
        .argParser(collect),
    )
    .addOption(new Option('--labels <csv>', 'what was the matter when: scores against it'))
    .addOption(new Option('--format <format>').choices(['text', 'json', 'csv']).default('text'))
    .addOption(zone())
    .addOption(order())
    .action((rules, paths, options) =>
      run(import('./verbs/backtest.js').then(({ backtest }) => backtest(rules, paths, options))),
    );
  const rules = cellwatch.command('rules').description('the limits of alerts: a lab’s own, beside the program’s');
  rules
    .command('check')
    .description('what a file of rules sets, beside the limits that come with the program; no server')
    .argument('<file>', 'rules, scopes, inhibitions and routes (YAML)')
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .action((path, options) =>
      run(import('./verbs/rules/rules-check.js').then(({ checkRules }) => checkRules(path, options))),
    );
  rules
    .command('show')
    .description('the rules in force')
    .addOption(data())
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .action((options) => run(import('./verbs/rules/rules-show.js').then(({ showRules }) => showRules(options))));
  rules
    .command('accept')
    .description('show what a file of rules would have told of what is stored; with --yes put it in force')
    .argument('<file>', 'rules, scopes, inhibitions and routes (YAML)')
    .addOption(data())
    .addOption(new Option('--campaign <name>', 'show it for the cells of this campaign; the rules hold for all'))
    .addOption(new Option('--yes', 'then put it in force').default(false))
    .action((path, options) =>
      run(import('./verbs/rules/rules-accept.js').then(({ acceptRules }) => acceptRules(path, options))),
    );
  cellwatch
    .command('report')
    .description('write the tables that a paper would print of a campaign, each number with its definition')
    .argument('<campaign>')
    .addOption(data())
    .addOption(new Option('--output <folder>', 'write the files there').default('.'))
    .addOption(new Option('--format <format>').choices(['markdown', 'csv', 'html', 'all']).default('all'))
    .addOption(
      new Option('--end-of-life <retention>', 'below it in 2 of 3 cycles a cell has died')
        .default(0.8)
        .argParser(ratio),
    )
    .action((campaign, options) => run(import('./verbs/report.js').then(({ report }) => report(campaign, options))));
  cellwatch
    .command('doctor')
    .description('what is reachable, which versions, what is wrong and how to mend it')
    .addOption(data())
    .action((options) => run(import('./verbs/doctor.js').then(({ doctor }) => doctor(options))));
  cellwatch
    .command('migrate')
    .description('bring the database of DATABASE_URL up to date and create the topics')
    .action(() => run(import('./verbs/migrate.js').then(({ migrateVerb }) => migrateVerb())));
  cellwatch
    .command('simulate')
    .description('send the simulated fleet to DATABASE_URL and KAFKA_BROKERS until stopped')
    .action(() => run(import('./verbs/simulate.js').then(({ simulate }) => simulate())));
  return cellwatch;
}

/** Runs one verb; the process ends with its code, and what a person can mend is told without a stack. */
export async function main(argv: string[]): Promise<void> {
  endQuietlyWhenReaderGoes();
  let code: number = exitCodes.ok;
  const cellwatch = program(async (verb) => {
    code = await verb;
  });
  cellwatch.exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage));
  cellwatch.commands
    .flatMap((command) => [command, ...command.commands])
    .forEach((command) =>
      command.exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage)),
    );
  try {
    await cellwatch.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof UserError) && !(error instanceof OwnedError)) throw error;
    process.stderr.write(`cellwatch: ${error.message}\n`);
    code = error instanceof UserError ? error.exitCode : exitCodes.failed;
  }
  process.exit(code);
}
