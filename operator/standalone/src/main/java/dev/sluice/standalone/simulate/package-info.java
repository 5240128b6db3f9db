/** The {@code simulate} command: scenario files, runs over seeds, the report. Runs use one thread per core and share nothing. */
@NullMarked
package dev.sluice.standalone.simulate;

import org.jspecify.annotations.NullMarked;
