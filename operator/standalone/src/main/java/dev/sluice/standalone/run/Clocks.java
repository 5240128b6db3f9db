package dev.sluice.standalone.run;

/** The wall clock for people and the monotonic clock for decisions. */
interface Clocks {
    Clocks SYSTEM = new Clocks() {
        @Override
        public long millis() {
            return System.currentTimeMillis();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    };

    long millis();

    long nanos();
}
