const { writeFileSync } = require('node:fs');
const process = require('node:process');
const { setTimeout } = require('node:timers');
const { reporters } = require('mocha');

const lingerMs = 30_000;

/** Mocha's spec output; the totals go to the file named by TOTALS_FILE as "passed failed". */
module.exports = class TotalsReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures } = runner.stats;
      writeFileSync(process.env.TOTALS_FILE, `${passes} ${failures}\n`);
      setTimeout(() => {
        process.stderr.write('The tests have ended, but something they opened keeps the process alive.\n');
        process.exit(1);
      }, lingerMs).unref();
    });
  }
};
