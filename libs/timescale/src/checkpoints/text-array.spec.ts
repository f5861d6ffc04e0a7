import { textArray } from './text-array.js';

test('texts are told with their length in bytes, as the server’s own binary arrays are', () => {
  const array = textArray(['a"\\', 'é']);
  expect([...array]).toEqual(
    [
      [0, 0, 0, 1],
      [0, 0, 0, 0],
      [0, 0, 0, 25],
      [0, 0, 0, 2],
      [0, 0, 0, 1],
      [0, 0, 0, 3, 97, 34, 92],
      [0, 0, 0, 2, 195, 169],
    ].flat(),
  );
});

test('no texts are an array of no dimension', () => {
  expect([...textArray([])]).toEqual(
    [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 25],
    ].flat(),
  );
});
