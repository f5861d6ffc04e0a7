import { scanDuration } from './scan-duration.js';
import { point } from './scan-number.js';

const scan = (text: string) => scanDuration(new TextEncoder().encode(text), 0, text.length, point);

test.each([
  ['  0d 00:00:00.0000', 0],
  ['  0d 00:00:5.05000019073486', 5.05000019073486],
  ['  2d 02:52:51.5699996948242', 183171.5699996948242],
  ['0d 00:04:00.00', 240],
  ['27:00:01', 97201],
  ['1d 1:2:3', 90123],
])('%s is %d s', (text, seconds) => expect(scan(text)).toBeCloseTo(seconds, 9));

test.each([
  '',
  '240',
  '0d',
  '0d 00:00',
  '0d 00:60:00',
  '0d 00:00:61',
  '0d 00::00',
  '0d 00:00:',
  '0d 00:00:-5',
  '1x 00:00:00',
])('"%s" is no duration', (text) => expect(scan(text)).toBeNaN());
