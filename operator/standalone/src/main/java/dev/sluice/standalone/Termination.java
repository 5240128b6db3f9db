package dev.sluice.standalone;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and Ctrl-C into an orderly end: the command's own thread is told to stop, closes what it opened, and its
 * exit code becomes the process's, instead of the signal's.
 */
final class Termination {
    /** Over the gateway's own drain bound, so that this one never cuts it. */
    private static final int PATIENCE_SECONDS = 15;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int exitCode;

    private Termination() {}

    static Termination install() {
        Termination termination = new Termination();
        Runtime.getRuntime().addShutdownHook(new Thread(termination::orderly, "sluice-termination"));
        return termination;
    }

    /** Waits until a signal asks to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** To be called last by the command's thread, with what it will exit with. */
    int finish(int code) {
        exitCode = code;
        finished.countDown();
        return code;
    }

    private void orderly() {
        asked.countDown();
        try {
            if (finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
