package dev.sluice.standalone.manifest.folder;

import dev.sluice.standalone.log.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at a folder whenever the kernel says that something in it changed, and once a second in any case: a network file
 * system says nothing, and a folder that is itself a link may be pointed elsewhere. Owns one thread, on which it looks
 * and calls its listener; only the first state comes on the thread that starts it.
 */
public final class FolderWatcher implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(FolderWatcher.class);

    private static final long RESCAN_MILLIS = 1_000;

    /** Saving is several events (truncate, write, rename); what they leave behind is looked at once they pause. */
    private static final long QUIET_MILLIS = 8;

    /** Under a stream of events the folder is looked at all the same. */
    private static final long MAX_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ManifestFolder folder;
    private final Consumer<FolderState> listener;
    private final WatchService events;
    private final Map<Path, WatchKey> watched = new HashMap<>();
    private final Thread thread;

    private FolderWatcher(ManifestFolder folder, Consumer<FolderState> listener, WatchService events) {
        this.folder = folder;
        this.listener = listener;
        this.events = events;
        this.thread = Thread.ofPlatform().name("manifest-folder").daemon().unstarted(this::run);
    }

    /** Reads the folder, calls the listener with what it says, and keeps watching. */
    public static FolderWatcher start(ManifestFolder folder, Consumer<FolderState> listener) {
        try {
            WatchService events = FileSystems.getDefault().newWatchService();
            FolderWatcher watcher = new FolderWatcher(folder, listener, events);
            watcher.look();
            listener.accept(folder.state());
            watcher.thread.start();
            return watcher;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch folders on this system", e);
        }
    }

    /** Stops watching; no call of the listener begins after this returns. */
    @Override
    public void close() {
        try {
            events.close();
            if (Thread.currentThread() != thread) {
                thread.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                waitForChange();
                tell();
            }
        } catch (ClosedWatchServiceException | InterruptedException closed) {
            // That is how it ends.
        }
    }

    /** Our own mistake in one round must not end the watch. */
    private void tell() {
        try {
            if (look()) {
                listener.accept(folder.state());
            }
        } catch (ClosedWatchServiceException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("a change of the folder was not taken up", e);
        }
    }

    private void waitForChange() throws InterruptedException {
        WatchKey key = events.poll(RESCAN_MILLIS, TimeUnit.MILLISECONDS);
        long deadlineNanos = System.nanoTime() + MAX_WAIT_NANOS;
        while (key != null) {
            key.pollEvents();
            key.reset();
            boolean late = System.nanoTime() - deadlineNanos > 0;
            key = late ? null : events.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A directory found by a look is watched from then on, and looked into again: it may have been filled before that. */
    private boolean look() {
        boolean changed = folder.look().isPresent();
        while (watchDirectories()) {
            changed |= folder.look().isPresent();
        }
        return changed;
    }

    private boolean watchDirectories() {
        Set<Path> wanted = new HashSet<>();
        folder.directories().forEach(directory -> realPath(directory).ifPresent(wanted::add));
        watched.values().removeIf(key -> !key.isValid());
        watched.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().cancel();
            }
            return gone;
        });
        boolean added = false;
        for (Path directory : wanted) {
            added |= !watched.containsKey(directory) && watch(directory);
        }
        return added;
    }

    /** Where the kernel will not watch (its bound of watches is reached), the look once a second has to do. */
    private boolean watch(Path directory) {
        try {
            watched.put(
                    directory,
                    directory.register(
                            events,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Path> realPath(Path directory) {
        try {
            return Optional.of(directory.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
