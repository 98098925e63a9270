import fc from 'fast-check';

/** A value once in so many times, otherwise nothing. */
export const onceIn = <T, N>(times: number, value: fc.Arbitrary<T>, nothing: N) =>
	fc.oneof({ weight: 1, arbitrary: value }, { weight: times - 1, arbitrary: fc.constant(nothing) });

/** True once in so many times. */
export const trueOnceIn = (times: number): fc.Arbitrary<boolean> =>
	onceIn(times, fc.constant(true), false);
