/** The benchmark cannot give an honest figure; the message is the sentence for its user. */
export class BenchFailure extends Error {
  override name = 'BenchFailure';
}
