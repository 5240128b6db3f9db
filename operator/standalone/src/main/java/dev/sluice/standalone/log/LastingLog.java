package dev.sluice.standalone.log;

import java.util.logging.LogManager;

/**
 * The JDK's own takes every handler away as soon as the process is told to end, so that nobody would read how the end went.
 * This one keeps them.
 */
public final class LastingLog extends LogManager {
    @Override
    public void reset() {
        // Handlers stay until the process is gone.
    }
}
