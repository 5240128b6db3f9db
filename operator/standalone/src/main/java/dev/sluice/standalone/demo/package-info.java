/**
 * The demo: five simulated providers, a load, a region that fails and recovers, shown live and summed up at the end. It
 * runs the same path as {@code sluice run}; only the world around it is made up. What is printed is computed by pure
 * classes from records; {@link dev.sluice.standalone.demo.Demo} owns the clock and the threads.
 */
@NullMarked
package dev.sluice.standalone.demo;

import org.jspecify.annotations.NullMarked;
