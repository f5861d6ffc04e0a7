import { restOfFiles } from './rest-of-files.js';

let clock: number;
let look: ReturnType<typeof restOfFiles>;
beforeEach(() => {
  clock = 1e12;
  look = restOfFiles(() => clock);
});
/** Looks at a file that was last written to at `mtimeMs`, after so long. */
const after = (ms: number, size: number, mtimeMs: number) => {
  clock += ms;
  return look('f', { size, mtimeMs });
};

test('a file that was copied with its time is at rest at once; a new one is whole soon', () => {
  expect(look('old', { size: 1, mtimeMs: clock - 60_000 })).toEqual({ rested: true, new: true, whole: true });
  const written = clock;
  expect(after(0, 10, written)).toEqual({ rested: false, new: true, whole: false });
  expect(after(301, 10, written)).toEqual({ rested: false, new: true, whole: true });
});

test('one that grows is whole when it has been still for much longer than between its points', () => {
  after(0, 10, clock);
  const second = clock + 20_000;
  expect(after(20_000, 20, second)).toMatchObject({ new: false, whole: false });
  expect(after(70_000, 20, second)).toMatchObject({ rested: true, whole: false });
  expect(after(11_000, 20, second)).toMatchObject({ whole: true });
});

test('one that grows fast still has to rest', () => {
  after(0, 10, clock);
  const second = clock + 50;
  after(50, 20, second);
  expect(after(4_000, 20, second)).toMatchObject({ whole: false });
  expect(after(2_000, 20, second)).toMatchObject({ whole: true, rested: true });
});

test('one that shrank, or that grew after hours, is another one', () => {
  after(0, 10, clock);
  after(1_000, 20, clock + 1_000);
  expect(after(1_000, 5, clock + 1_000)).toMatchObject({ new: true });
  expect(after(3_600_000, 30, clock + 3_600_000)).toMatchObject({ new: true });
});

test('a disk whose clock is ahead does not keep a file from resting', () => {
  const ahead = clock + 3_600_000;
  after(0, 10, ahead);
  expect(after(5_001, 10, ahead)).toMatchObject({ rested: true, whole: true });
});
