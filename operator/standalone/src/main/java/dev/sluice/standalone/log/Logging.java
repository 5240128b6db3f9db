package dev.sluice.standalone.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Sets up the process's one log stream. */
public final class Logging {
    private Logging() {}

    /** To be called before anything logs, since the JDK asks only once: events are written to the end of the process. */
    public static void lastToTheEnd() {
        // Named, not called: its superclass would ask for the property before it is set.
        System.setProperty("java.util.logging.manager", LastingLog.class.getName());
    }

    /** Everything from {@code least} on goes to standard error in this format; replaces what was set up before. */
    public static void install(LineFormat format, Level least) {
        Handler handler = new StreamHandler(System.err, format.formatter()) {
            @Override
            public synchronized void publish(LogRecord event) {
                super.publish(event);
                flush();
            }

            /** Standard error is not ours to close. */
            @Override
            public void close() {
                flush();
            }
        };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        for (Handler before : root.getHandlers()) {
            root.removeHandler(before);
        }
        root.setLevel(least);
        root.addHandler(handler);
    }
}
